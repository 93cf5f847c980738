using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Frames;
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
        CodedCell cell = new(seed: 5) { TimeQuality = TimeQuality.Synchronised, UtcMinusUptimeMs = 1_760_000_000_000 };
        await LogAsync(cell);
        ConcurrentQueue<string> reported = new();
        using TraceStore store = TraceStore.Open(_directory);
        using DerivedStore derived = DerivedStore.Open(_directory);
        await using (TraceFollower first = new(_directory, store, derived, TimeProvider.System, reported.Enqueue))
        {
            first.Start();
        }

        await LogAsync(cell);
        Run("UPDATE span SET v_max = NULL");
        await using TraceFollower follower = new(_directory, store, derived, TimeProvider.System, reported.Enqueue);
        follower.Start();
        await Soon.Until(() => follower.Problems.Any(
            problem => problem.Contains($"'gathering of traces of stream {CodedCell.StreamId:x16}'", StringComparison.Ordinal)));
        Run("UPDATE span SET v_max = 4");
        await Soon.Until(() => follower.Problems.Count == 0);
        Assert.Single(reported, words => words.Contains("has failed", StringComparison.Ordinal));
    }

    private async Task LogAsync(CodedCell cell)
    {
        await using LiveLog log = new(_directory);
        await log.AddSchemaAsync();
        await log.AppendAsync([.. cell.Run(1e-3, 3)]);
    }

    private void Run(string sql)
    {
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder
        { DataSource = Path.Combine(_directory, TraceStore.FileName), Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
