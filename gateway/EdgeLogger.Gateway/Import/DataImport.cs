using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Files;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Records.Rows;
using EdgeLogger.Results.Import;

namespace EdgeLogger.Gateway.Import;

/// <summary>
/// Imports a file into a data directory: by the gateway that runs there, or by this process, which derives its results then.
/// </summary>
/// <param name="directory">The data directory; made if missing.</param>
/// <param name="time">Clock of arrival.</param>
internal sealed class DataImport(string directory, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Imports a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="request">What it is, and where it belongs.</param>
    /// <param name="progress">Receives the share that is done.</param>
    /// <param name="cancellationToken">Gives up; a gateway goes on with what it has been given.</param>
    /// <exception cref="RecordFormatException">The file cannot be read, or was not taken; the message says why.</exception>
    /// <exception cref="CellBookException">It cannot belong to that test.</exception>
    /// <exception cref="FrameLogException">The log cannot be written.</exception>
    public async Task<ImportStatus> RunAsync(
        string path, ImportRequest request, Action<double> progress, CancellationToken cancellationToken)
    {
        request.Check();
        PrivateFile.MakeFolder(directory);
        return DirectoryLock.HolderOf(directory) is null
            ? await ByThisProcessAsync(path, request, progress, cancellationToken).ConfigureAwait(false)
            : await ByGatewayAsync(path, request, progress, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ImportStatus> ByGatewayAsync(
        string path, ImportRequest request, Action<double> progress, CancellationToken cancellationToken)
    {
        ImportQueue queue = new(directory, time);
        string id;
        FileStream file = File.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            id = await queue.SubmitAsync(request, file, cancellationToken).ConfigureAwait(false);
        }

        while (true)
        {
            ImportStatus status = queue.Status(id)
                ?? throw new RecordFormatException(
                    $"{path}: the gateway's folder {ImportQueue.FolderName} has lost it. Import it again.");
            switch (status.State)
            {
                case ImportState.Done:
                    return status;
                case ImportState.Failed:
                    throw new RecordFormatException(status.Problem);
                default:
                    if (DirectoryLock.HolderOf(directory) is null)
                    {
                        throw new RecordFormatException(
                            $"The gateway has stopped. It imports {path} when it runs again; there is nothing else to do.");
                    }

                    progress(status.Share);
                    await Task.Delay(LookEvery, time, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    private async Task<ImportStatus> ByThisProcessAsync(
        string path, ImportRequest request, Action<double> progress, CancellationToken cancellationToken)
    {
        using CellBook book = DataBook.Open(directory, time, Console.Error.WriteLine);
        ImportReport report = await AppendAsync(book, path, request, progress, cancellationToken).ConfigureAwait(false);
        await DeriveAsync(book).ConfigureAwait(false);
        using DerivedStore store = DerivedStore.Open(directory);
        return new ImportStatus { State = ImportState.Running, FileName = request.FileName }
            .Logged(report, book).Derived(report.Test, store);
    }

    private async Task<ImportReport> AppendAsync(
        CellBook book, string path, ImportRequest request, Action<double> progress, CancellationToken cancellationToken)
    {
        FrameLogWriter log = FrameLogWriter.Open(directory, new FrameLogOptions(), time);
        await using (log.ConfigureAwait(false))
        {
            log.Start();
            return await new RecordImport(log, book, time).RunAsync(path, request, progress, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private async Task DeriveAsync(CellBook book)
    {
        using DerivedStore store = DerivedStore.Open(directory);
        DerivationOptions options = new() { Engine = store.EngineOptions() ?? new CycleEngineOptions() };
        DerivationService derivation = new(directory, store, options, time, Console.Error.WriteLine, book: book);
        await using (derivation.ConfigureAwait(false))
        {
            // Disposing brings every cell up to the log.
            derivation.Start();
        }
    }
}
