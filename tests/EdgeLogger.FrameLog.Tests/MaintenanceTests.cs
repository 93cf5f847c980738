using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog.Maintenance;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Sqlite;
using EdgeLogger.FrameLog.Tables;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.FrameLog.Tests;

public sealed class MaintenanceTests : IDisposable
{
    private const ulong Stream = 7;

    private readonly ScratchDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task An_audit_of_a_sound_log_finds_no_fault_and_separates_losses_from_holes()
    {
        await FillAsync(1, 2, 3, 7);
        await using (LogUnderTest log = new(_directory.Path))
        {
            await log.AppendAsync("board-a", TestFrames.Gap(Stream, 6, 4, 4));
        }

        AuditReport report = Audit();
        Assert.Empty(report.FileFaults);
        Assert.Empty(report.Damaged);
        StreamAudit stream = Assert.Single(report.Streams);
        Assert.Equal((5L, 4u, 7u, 1L, 1L),
            (stream.Frames, stream.Contiguous, stream.Highest, stream.ReportedLost, stream.Missing));
        Assert.False(stream.IsMarkTooHigh);
        Assert.Null(Assert.Single(report.Schemas).Document);
    }

    [Fact]
    public async Task A_frame_that_the_disk_has_changed_is_found_moved_to_quarantine_counted_and_booked_as_lost()
    {
        await FillAsync(1, 2, 3);
        Change("UPDATE frame SET bytes = zeroblob(80) WHERE seq = 2");
        AuditReport before = Audit();
        Assert.Equal(2u, Assert.Single(before.Damaged).Sequence);
        using (DirectoryLock hold = DirectoryLock.Take(_directory.Path))
        {
            Assert.Equal(1, LogRepair.Run(_directory.Path, before.Damaged, hold, TimeProvider.System));
        }

        AuditReport after = Audit();
        Assert.Empty(after.Damaged);
        Assert.Equal((2L, 3u, 1L), (after.Frames, after.Streams[0].Contiguous, after.Streams[0].ReportedLost));
        using FrameLogReader reader = FrameLogReader.Open(_directory.Path);
        Assert.Equal([new RefusalCount(DamagedFrames.Reason, "board-a", 1)], reader.ReadRefusals());
        Assert.Equal(80, Assert.Single(reader.ReadQuarantine()).Length);
    }

    [Fact]
    public async Task The_rate_of_a_young_log_is_that_of_its_own_time_and_of_an_old_one_that_of_the_last_week()
    {
        await FillAsync(1, 2, 3);
        Assert.Equal(0, Audit().FrameBytesADay);
        long bytes = Audit().FrameBytes / 3;
        const long noonMs = (20_000L * 86_400_000) + 43_200_000;
        Change($"UPDATE frame SET received_utc_ms = {noonMs} + (seq - 3) * 3600000");
        Assert.Equal(bytes * 3 * 12, Audit().FrameBytesADay, bytes * 0.01);
        Change($"UPDATE frame SET received_utc_ms = {noonMs} - 30 * 86400000 WHERE seq = 1");
        Assert.Equal(bytes * 2 / 6.5, Audit().FrameBytesADay, bytes * 0.01);
    }

    [Fact]
    public async Task The_newest_frame_is_not_moved_so_that_its_place_in_the_log_is_never_given_out_again()
    {
        await FillAsync(1, 2);
        Change("UPDATE frame SET bytes = zeroblob(80) WHERE seq = 2");
        using DirectoryLock hold = DirectoryLock.Take(_directory.Path);
        Assert.Equal(0, LogRepair.Run(_directory.Path, Audit().Damaged, hold, TimeProvider.System));
        Assert.Single(Audit().Damaged);
    }

    [Fact]
    public async Task A_frame_that_was_acknowledged_and_is_gone_is_found()
    {
        await FillAsync(1, 2, 3);
        Change("DELETE FROM frame WHERE seq = 2");
        StreamAudit stream = Assert.Single(Audit().Streams);
        Assert.True(stream.IsMarkTooHigh);
        Assert.Equal(1L, stream.Missing);
    }

    [Fact]
    public async Task A_copy_of_a_log_that_is_being_written_is_whole_and_of_one_moment()
    {
        string into = Directory.CreateDirectory(Path.Combine(_directory.Path, "copy")).FullName;
        await FillAsync([.. Enumerable.Range(1, 500).Select(i => (uint)i)]);
        await using LogUnderTest log = new(_directory.Path);
        using CancellationTokenSource enough = new();
        Task<uint> writing = Task.Run(() => WriteOnAsync(log, 501, enough.Token), CancellationToken.None);
        await log.AppendAsync("board-b", TestFrames.Rows(8, 1));
        int steps = 0;
        LogBackup.Copy(_directory.Path, into, _ => steps++, CancellationToken.None);
        await enough.CancelAsync();
        uint written = await writing.InTime();
        AuditReport copy = new LogAudit(into, _ => { }).Run(CancellationToken.None);
        Assert.Empty(copy.FileFaults);
        Assert.Empty(copy.Damaged);
        StreamAudit stream = copy.Streams.Single(stream => stream.Stream.StreamId == Stream);
        Assert.Equal(stream.Stream.Contiguous, stream.Contiguous);
        Assert.InRange(stream.Contiguous, 500u, written);
        Assert.True(steps > 0);
        Assert.Equal(["frames.db"], Directory.GetFiles(into).Select(Path.GetFileName));
        using FrameLogReader original = FrameLogReader.Open(_directory.Path);
        using FrameLogReader copied = FrameLogReader.Open(into);
        Assert.Equal(original.LogId, copied.LogId);
    }

    private static async Task<uint> WriteOnAsync(LogUnderTest log, uint sequence, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await log.AppendAsync("board-a", TestFrames.Rows(Stream, sequence++, rows: 60));
        }

        return sequence - 1;
    }

    private async Task FillAsync(params uint[] sequences)
    {
        await using LogUnderTest log = new(_directory.Path);
        foreach (uint sequence in sequences)
        {
            await log.AppendAsync("board-a", TestFrames.Rows(Stream, sequence));
        }
    }

    private void Change(string sql)
    {
        using Database database = Database.OpenWritable(FrameLogFiles.Database(_directory.Path));
        database.Execute(sql);
    }

    private AuditReport Audit() => new LogAudit(_directory.Path, _ => { }).Run(CancellationToken.None);
}
