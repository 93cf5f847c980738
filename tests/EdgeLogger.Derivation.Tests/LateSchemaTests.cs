using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Frames;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Derivation.Tests;

/// <summary>Frames that are in the log before the schema that gives them meaning.</summary>
public sealed class LateSchemaTests : IDisposable
{
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("edgelogger-late-schema-");

    public void Dispose() => _scratch.Delete(recursive: true);

    [Fact]
    public async Task Frames_whose_schema_comes_last_of_all_are_derived_when_it_comes()
    {
        CodedCell cell = new(77);
        List<byte[]> frames = [.. cell.Run(0.01, 66), .. cell.Run(-0.01, 65), .. cell.Run(0.01, 66)];
        TaskCompletionSource<CellUpdate> stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LiveLog live = new(_scratch.FullName);
        live.Derivation.Stored += update => stored.TrySetResult(update);
        await live.AppendAsync(frames);
        // Others first, so that the frames have been looked at by now and been found to have to wait.
        for (int i = 0; i < 5; i++)
        {
            await live.AddSchemaAsync([.. "{}"u8, .. new byte[i]]);
        }

        await live.AddSchemaAsync();

        CellUpdate derived = await stored.Task.WaitAsync(Soon.Patience, TestContext.Current.CancellationToken);
        Assert.NotEmpty(derived.Halves);
    }

    [Fact]
    public async Task Frames_that_wait_are_reported_with_their_number_and_the_hash_they_name_and_no_longer_when_it_has_come()
    {
        CodedCell cell = new(77);
        await using LiveLog live = new(_scratch.FullName);
        byte[][] frames = [.. cell.Run(0.01, 66)];
        await live.AppendAsync(frames);
        WaitingFrames waiting = await UntilAsync(
            () => live.Derivation.Waiting.SingleOrDefault(each => each.Frames == frames.Length));
        Assert.Equal(("bench-01", CodedCell.StreamId, 1U, 1000L),
            (waiting.Board, waiting.StreamId, waiting.FirstSequence, waiting.SinceUtcMs));
        Assert.Equal(Crc32.Compute(CodedCell.SchemaBytes, 0, CodedCell.SchemaBytes.Length), waiting.SchemaHash);

        // Another schema does not help, and the wait goes on from where it began.
        await live.AddSchemaAsync([.. "{}"u8]);
        await live.AppendAsync(cell.Run(0.01, 2));
        WaitingFrames longer = await UntilAsync(
            () => live.Derivation.Waiting.SingleOrDefault(each => each.Frames > frames.Length));
        Assert.Equal(waiting.NoticedAt, longer.NoticedAt);

        await live.AddSchemaAsync();
        await UntilAsync(() => live.Derivation.Waiting.Count == 0 ? live : null);
    }

    [Fact]
    public async Task Rows_whose_schema_names_another_board_become_no_cell_of_that_board()
    {
        // As an older gateway has taken it into its log.
        byte[] foreign = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(CodedCell.SchemaBytes).Replace("bench-01", "bench-02", StringComparison.Ordinal));
        CodedCell cell = new(77);
        await using LiveLog live = new(_scratch.FullName);
        await live.AddSchemaAsync(foreign);
        byte[][] frames = [.. cell.Run(0.01, 6).Select(frame => NamingSchema(frame, foreign))];
        await live.AppendAsync(frames);
        WaitingFrames waiting = await UntilAsync(
            () => live.Derivation.Waiting.SingleOrDefault(each => each.Frames == frames.Length));
        Assert.Equal("bench-01", waiting.Board);
        Assert.Empty(live.Derivation.Snapshots);
    }

    private static byte[] NamingSchema(byte[] frame, byte[] schema)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(FrameLayout.SchemaHashAt), Crc32.Compute(schema, 0, schema.Length));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(frame.Length - 4), Crc32.Compute(frame, 0, frame.Length - 4));
        return frame;
    }

    private static async Task<T> UntilAsync<T>(Func<T?> find)
        where T : class
    {
        using CancellationTokenSource limit =
            CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Soon.Patience);
        T? found;
        while ((found = find()) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }

        return found;
    }
}
