using System;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Frames;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Results.Import;

/// <summary>Puts cyclers' files into the log as if boards had sent them. The log and the book are those of this
/// process.</summary>
/// <param name="log">The log; it has been started.</param>
/// <param name="book">The book of cells.</param>
/// <param name="time">Clock of arrival.</param>
/// <param name="assigned">
/// Returns once those who follow the log know whose a stream is, before its first frame is there; null: nobody follows it now.
/// </param>
public sealed class RecordImport(
    FrameLogWriter log, CellBook book, TimeProvider time, Func<ulong, CancellationToken, Task>? assigned = null)
{
    /// <summary>
    /// Imports a file: the book first, so that its rows never open a test of their own, then the frames. Again, it changes
    /// nothing,
    /// and goes on where it was cut off.
    /// </summary>
    /// <param name="path">Where the file is.</param>
    /// <param name="request">What it is, and where it belongs.</param>
    /// <param name="progress">Receives the share that is done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What became of it; all of its frames are on disk.</returns>
    /// <exception cref="RecordFormatException">The file cannot be read, or its frames are not taken.</exception>
    /// <exception cref="CellBookException">It cannot belong to that test.</exception>
    /// <exception cref="FrameLogException">The log cannot be written.</exception>
    public async Task<ImportReport> RunAsync(
        string path, ImportRequest request, Action<double> progress, CancellationToken cancellationToken)
    {
        SlotName origin = request.Origin;
        RecordShape shape = RecordShape.Of(path, request.Sign, request.Mark);
        RecordFrames frames = new(path, request.Sign, shape, origin.Board, origin.Slot, request.StartUtcMs);
        ImportedFile file = new(request.FileName, await HashOfAsync(path, cancellationToken).ConfigureAwait(false))
        {
            StartUtcMs = request.StartUtcMs,
        };
        ulong test = request.Unnamed is { } slot
            ? book.OpenUnnamedFile(shape.StreamId, slot, file).Id
            : book.Import(request.LineFor(shape.StreamId, file), new Author(request.By, request.Why)).Id;
        await (assigned?.Invoke(shape.StreamId, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        StreamCommits commits = new(shape.StreamId);
        log.Committed += commits.Note;
        try
        {
            long count = await AppendAsync(frames, origin.Board, shape.Rows, progress, cancellationToken).ConfigureAwait(false);
            long stored = await commits.UntilAsync(count, path, cancellationToken).ConfigureAwait(false);
            return new ImportReport(test, shape.StreamId, shape.Rows, count, stored, shape.Notes);
        }
        finally
        {
            log.Committed -= commits.Note;
        }
    }

    private async Task<long> AppendAsync(
        RecordFrames frames, string board, double rows, Action<double> progress, CancellationToken cancellationToken)
    {
        long now = time.GetUtcNow().ToUnixTimeMilliseconds();
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
            await log.AppendAsync(
                new FrameAppend(board, "import", frame, reader, now, null), cancellationToken).ConfigureAwait(false);
            progress(done / rows);
        }

        return count;
    }

    private static async Task<string> HashOfAsync(string path, CancellationToken cancellationToken)
    {
        FileStream file = File.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
        }
    }
}
