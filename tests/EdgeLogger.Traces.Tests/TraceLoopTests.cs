using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Traces.Tests;

/// <summary>The gathering of traces when what it has stored cannot be read.</summary>
public sealed class TraceLoopTests : IDisposable
{
    private readonly ScratchDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_stream_whose_stored_spans_cannot_be_read_is_named_and_gathered_on_when_they_can()
    {
        CodedCell cell = new(seed: 5);
        await LogAsync(cell);
        ConcurrentQueue<string> told = new();
        using TraceStore store = TraceStore.Open(_directory);
        await using (TraceFollower first = new(_directory, store, TimeProvider.System, told.Enqueue))
        {
            first.Start();
        }

        await LogAsync(cell);
        Run("UPDATE span SET v_max = NULL");
        await using TraceFollower follower = new(_directory, store, TimeProvider.System, told.Enqueue);
        follower.Start();
        await UntilAsync(() => follower.Problems.Any(problem => problem.Contains($"'gathering of traces of stream {CodedCell.StreamId:x16}'", StringComparison.Ordinal)));
        Run("UPDATE span SET v_max = 4");
        await UntilAsync(() => follower.Problems.Count == 0);
        Assert.Single(told, words => words.Contains("has failed", StringComparison.Ordinal));
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        long beganAt = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(beganAt) < Soon.Patience, "it did not happen");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private async Task LogAsync(CodedCell cell)
    {
        await using LiveLog log = new(_directory);
        await log.AddSchemaAsync();
        await log.AppendAsync([.. cell.Run(1e-3, 3)]);
    }

    private void Run(string sql)
    {
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_directory, TraceStore.FileName), Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
