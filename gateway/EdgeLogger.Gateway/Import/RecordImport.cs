using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Files;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Frames;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Gateway.Import;

/// <summary>Puts a cycler's file into the log as if a board had sent it, and derives its results.</summary>
internal sealed class RecordImport
{
    private readonly string _directory;
    private readonly TimeProvider _time;
    private long _framesNew;

    /// <param name="directory">The data directory; made if missing.</param>
    /// <param name="time">Clock of arrival.</param>
    public RecordImport(string directory, TimeProvider time)
    {
        _directory = directory;
        _time = time;
    }

    /// <summary>Imports a file. Again, it changes nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="board">The board it shall seem to come from.</param>
    /// <param name="slot">Its slot.</param>
    /// <param name="startUtcMs">When its first row was, Unix ms; null if that is not known.</param>
    /// <param name="progress">Receives the share that is done.</param>
    /// <param name="cancellationToken">Gives up; what is in the log stays, and a later import goes on.</param>
    /// <exception cref="FrameLogException">A gateway runs on the directory, or the log cannot be written.</exception>
    /// <exception cref="RecordFormatException">The file cannot be read.</exception>
    public async Task<ImportReport> RunAsync(
        string path, string board, int slot, long? startUtcMs, Action<double> progress, CancellationToken cancellationToken)
    {
        PrivateFile.MakeFolder(_directory);
        RecordShape shape = RecordShape.Of(path, $"{board}/{slot}");
        RecordFrames frames = new(path, shape, board, slot, startUtcMs);
        long count = await AppendAsync(frames, board, (double)shape.Rows, progress, cancellationToken).ConfigureAwait(false);
        using CellBook book = DataBook.Open(_directory, _time, Console.Error.WriteLine);
        ulong test = book.OpenUnnamedFile(
            shape.StreamId, new SlotName(board, slot), new ImportedFile(Path.GetFileName(path), shape.Hash)).Id;
        await DeriveAsync(book).ConfigureAwait(false);
        using DerivedStore store = DerivedStore.Open(_directory);
        return new ImportReport(
            shape.Rows, count, _framesNew, store.HalfCount(test), store.Cycles(test).Count);
    }

    private async Task<long> AppendAsync(
        RecordFrames frames, string board, double rows, Action<double> progress, CancellationToken cancellationToken)
    {
        FrameLogWriter log = FrameLogWriter.Open(_directory, new FrameLogOptions(), _time);
        await using (log.ConfigureAwait(false))
        {
            log.Committed += CountNew;
            log.Start();
            long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
            uint hash = Crc32.Compute(frames.Schema, 0, frames.Schema.Length);
            await log.AddSchemaAsync(
                new SchemaArrival(board, "import", hash, frames.Schema, now, null), cancellationToken).ConfigureAwait(false);
            FrameReader reader = new();
            long count = 0;
            long done = 0;
            foreach (byte[] frame in frames.All())
            {
                _ = reader.Open(frame, 0, frame.Length);
                done += reader.RowCount;
                count++;
                await log.AppendAsync(new FrameAppend(board, "import", frame, reader, now, null),
                    cancellationToken).ConfigureAwait(false);
                progress(done / rows);
            }

            return count;
        }
    }

    private void CountNew(CommittedBatch batch)
    {
        foreach (CommittedItem item in batch.Items)
        {
            _framesNew += item is { Kind: ItemKind.Frame, Outcome: Outcome.Stored } ? 1 : 0;
        }
    }

    private async Task DeriveAsync(CellBook book)
    {
        using DerivedStore store = DerivedStore.Open(_directory);
        DerivationOptions options = new() { Engine = store.EngineOptions() ?? new CycleEngineOptions() };
        DerivationService derivation = new(_directory, store, options, _time, Console.Error.WriteLine, book: book);
        await using (derivation.ConfigureAwait(false))
        {
            // Disposing brings every cell up to the log.
            derivation.Start();
        }
    }
}

/// <summary>What became of a cycler's file.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Frames">Frames they make.</param>
/// <param name="FramesNew">Frames that were not in the log before.</param>
/// <param name="HalfCycles">Half cycles closed in it.</param>
/// <param name="Cycles">Cycles closed in it.</param>
internal sealed record ImportReport(long Rows, long Frames, long FramesNew, int HalfCycles, int Cycles);
