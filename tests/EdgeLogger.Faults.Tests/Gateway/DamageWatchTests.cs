using System;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Loops;
using EdgeLogger.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>The reading of the whole log, which is done once a day.</summary>
public sealed class DamageWatchTests : IDisposable
{
    private readonly ScratchDirectory _directory = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly LoopHealth _loops = new(_ => { });

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_log_that_cannot_be_read_to_its_end_is_named_and_read_again_within_minutes_and_not_after_a_day()
    {
        await using FrameLogWriter log = FrameLogWriter.Open(_directory, new FrameLogOptions(), TimeProvider.System);
        log.Start();
        Rename("frame", "frame_gone");
        await using DamageWatch watch = new(log, _loops, NullLogger<DamageWatch>.Instance, _time);
        watch.Start();
        await UntilAsync(() => _loops.Problems.Any(
            problem => problem.Contains("'reading the whole frame log'", StringComparison.Ordinal)));
        Rename("frame_gone", "frame");
        DateTimeOffset mendedAt = _time.GetUtcNow();
        await UntilAsync(() => _loops.Problems.Count == 0);
        Assert.True(_time.GetUtcNow() - mendedAt < TimeSpan.FromHours(1), "it was left for long");
    }

    private async Task UntilAsync(Func<bool> isSo)
    {
        long beganAt = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(beganAt) < Soon.Patience, "it did not happen");
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private void Rename(string from, string to)
    {
        using SqliteConnection connection =
            new(new SqliteConnectionStringBuilder { DataSource = _directory.File("frames.db"), Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"ALTER TABLE {from} RENAME TO {to}";
        command.ExecuteNonQuery();
    }
}
