using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Frames;
using EdgeLogger.Topics;

namespace EdgeLogger.Bench.Measuring;

/// <summary>How long a gateway takes to be where it was, with a long log.</summary>
internal sealed class RecoveryBench(string directory, int frames, TimeProvider time)
{
    private const string Board = "bench-1";
    private const ulong FirstStream = 0xBE_0000;
    private const int Streams = 40;

    // What a gateway that is killed may not have derived or not have stored yet: its last second, and more.
    private const int Newest = 10_000;

    /// <summary>Fills a log, and starts on it cold, from the checkpoint, and with the newest frames not derived yet.</summary>
    /// <param name="say">Receives what is going on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<RecoveryTimes> RunAsync(Action<string> say, CancellationToken cancellationToken)
    {
        byte[] schema = BenchCell.Schema(Board, FirstStream, Streams);
        BenchCell[] cells = [.. Enumerable.Range(0, Streams).Select(i => new BenchCell(FirstStream + (ulong)i, schema, i))];
        say("filling a log");
        (TimeSpan fill, double bytesAFrame) = await FillAsync(cells, schema, frames, cancellationToken).ConfigureAwait(false);
        say("starting on it cold");
        (_, TimeSpan cold) = await StartAsync(cells, cancellationToken).ConfigureAwait(false);
        await FillAsync(cells, null, Newest, cancellationToken).ConfigureAwait(false);
        say("starting on it from the checkpoint");
        (TimeSpan open, TimeSpan warm) = await StartAsync(cells, cancellationToken).ConfigureAwait(false);
        return new RecoveryTimes(frames + Newest, bytesAFrame, fill, cold, open, warm, Newest,
            new FileInfo(Path.Combine(directory, "frames.db")).Length);
    }

    private async Task<(TimeSpan Took, double BytesAFrame)> FillAsync(
        BenchCell[] cells, byte[]? schema, int count, CancellationToken cancellationToken)
    {
        FrameLogWriter log = FrameLogWriter.Open(directory, new FrameLogOptions(), time);
        await using (log.ConfigureAwait(false))
        {
            log.Start();
            long began = time.GetTimestamp();
            if (schema is not null)
            {
                uint hash = Crc32.Compute(schema, 0, schema.Length);
                await log.AddSchemaAsync(
                    new SchemaArrival(Board, "", hash, schema, 0, null), cancellationToken).ConfigureAwait(false);
            }

            string topic = new BoardTopics(Board).Live;
            FrameReader opened = new();
            long nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
            long bytes = 0;
            for (int i = 0; i < count; i++)
            {
                byte[] frame = cells[i % Streams].Next();
                opened.Open(frame, 0, frame.Length);
                bytes += frame.Length;
                await log.AppendAsync(new FrameAppend(Board, topic, frame, opened, nowMs, null),
                    cancellationToken).ConfigureAwait(false);
            }

            return (time.GetElapsedTime(began), (double)bytes / count);
        }
    }

    /// <summary>Opens the log and brings every cell up to it, as a gateway does at its start.</summary>
    private async Task<(TimeSpan Open, TimeSpan UpToDate)> StartAsync(BenchCell[] cells, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        FrameLogWriter log = FrameLogWriter.Open(directory, new FrameLogOptions(), time);
        await using (log.ConfigureAwait(false))
        {
            log.Start();
            TimeSpan open = time.GetElapsedTime(began);
            Dictionary<ulong, uint> wanted = Marks(cells);
            using DerivedStore store = DerivedStore.Open(directory);
            DerivationService derivation = new(directory, store, new DerivationOptions(), time, Console.Error.WriteLine);
            await using (derivation.ConfigureAwait(false))
            {
                derivation.Start();
                while (!IsUpToDate(derivation, wanted))
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(5), time, cancellationToken).ConfigureAwait(false);
                }

                return (open, time.GetElapsedTime(began));
            }
        }
    }

    private Dictionary<ulong, uint> Marks(BenchCell[] cells)
    {
        using FrameLogReader reader = FrameLogReader.Open(directory);
        return cells.ToDictionary(cell => cell.StreamId, cell => reader.FindStream(cell.StreamId)!.Contiguous);
    }

    private static bool IsUpToDate(DerivationService derivation, Dictionary<ulong, uint> wanted)
    {
        IReadOnlyList<CellSnapshot> cells = derivation.Snapshots;
        return cells.Count == wanted.Count && cells.All(cell => cell.NextSequence > wanted[cell.Cell.Id]);
    }
}

/// <summary>What a start on a long log takes.</summary>
/// <param name="Frames">Frames in the log, of 60 rows.</param>
/// <param name="BytesAFrame">Their mean length.</param>
/// <param name="Fill">Time to make and append all but the newest ones, as fast as it goes.</param>
/// <param name="Cold">Start without any results: until every cell is up to date.</param>
/// <param name="Open">Start with results: until frames are taken.</param>
/// <param name="UpToDate">The same start: until every cell is up to date.</param>
/// <param name="Behind">Frames that were not derived yet at that start.</param>
/// <param name="FileBytes">Size of the log's file.</param>
internal sealed record RecoveryTimes(
    int Frames, double BytesAFrame, TimeSpan Fill, TimeSpan Cold, TimeSpan Open, TimeSpan UpToDate, int Behind, long FileBytes);
