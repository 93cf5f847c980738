using System;
using System.IO;
using System.Linq;
using EdgeLogger.Web.Access;

namespace EdgeLogger.Web.Tests;

/// <summary>What people changed, read back.</summary>
public sealed class AuditLogTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-audit-").FullName;

    [Fact]
    public void The_newest_changes_come_first_and_no_more_than_asked_for()
    {
        AuditLog log = new(_directory, TimeProvider.System);
        Assert.Empty(log.Latest(3));
        for (int i = 0; i < 5; i++)
        {
            log.Note("kim", "acknowledge", $"alarm {i}", "on \"my\" way");
        }

        Assert.Equal(["alarm 4", "alarm 3", "alarm 2"], log.Latest(3).Select(entry => entry.Subject));
        Assert.Equal(("kim", "acknowledge", "on \"my\" way"),
            (log.Latest(1)[0].Who, log.Latest(1)[0].Action, log.Latest(1)[0].Detail));
    }

    [Fact]
    public void Of_a_long_log_the_end_is_read_and_half_a_line_is_left_out()
    {
        AuditLog log = new(_directory, TimeProvider.System);
        for (int i = 0; i < 3000; i++)
        {
            log.Note("kim", "silence", $"number {i}");
        }

        File.AppendAllText(Path.Combine(_directory, "audit.log"), "{\"utc\":\"2026");
        Assert.Equal("number 2999", log.Latest(10)[0].Subject);
        Assert.InRange(log.Latest(10_000).Count, 300, 2999);
    }

    [Fact, Trait("Fault", "61")]
    public void A_long_name_is_cut_and_a_full_log_goes_on_in_the_next_file_of_few()
    {
        AuditLog log = new(_directory, TimeProvider.System);
        log.Note("nobody", "sign-in refused", new string('x', 60 * 1024), new string('y', 60 * 1024));
        Assert.InRange(new FileInfo(Path.Combine(_directory, "audit.log")).Length, 1, 4096);

        File.WriteAllText(Path.Combine(_directory, "audit.log"), new string('z', 1 << 20) + "\n");
        log.Note("kim", "silence", "the first after");
        Assert.Equal(["the first after"], log.Latest(10).Select(entry => entry.Subject));
        for (int i = 0; i < 20; i++)
        {
            File.WriteAllText(Path.Combine(_directory, "audit.log"), new string('z', 1 << 20) + "\n");
            log.Note("kim", "silence", $"number {i}");
        }

        Assert.Equal("number 19", log.Latest(1)[0].Subject);
        Assert.Equal(5, Directory.GetFiles(_directory, "audit.log*").Length);
    }

    [Fact, Trait("Fault", "61")]
    public void What_was_booked_just_before_a_full_log_was_quarantined_is_still_shown()
    {
        AuditLog log = new(_directory, TimeProvider.System);
        File.WriteAllText(Path.Combine(_directory, "audit.log"), new string('z', (1 << 20) - 10) + "\n");
        log.Note("kim", "silence", "before");
        log.Note("kim", "silence", "after");
        Assert.Equal(["after", "before"], log.Latest(10).Select(entry => entry.Subject));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
