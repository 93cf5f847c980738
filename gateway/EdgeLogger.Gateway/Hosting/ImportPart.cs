using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Names;
using EdgeLogger.Derivation;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Loops;
using EdgeLogger.Records.Rows;
using EdgeLogger.Results.Import;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Imports the files that were left for this gateway, one after the other.</summary>
internal sealed class ImportPart(
    FrameLogWriter log, CellBook book, DerivationService derivation, LoopHealth loops, ILogger<ImportPart> logger,
    TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan AssignedEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(500);

    private readonly ImportQueue _queue = new(log.Directory, time);
    private readonly Loop _turning = new("import of files", loops);
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private int _disposed;

    /// <summary>Begins; what a stop has cut off is begun again.</summary>
    public void Start() => _running = Task.Run(RunAsync);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        _turning.Turn(_queue.Tidy);
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await _turning.TurnAsync(TurnAsync, _stopping.Token).ConfigureAwait(false);
                await Task.Delay(_turning.Pause(LookEvery), time, _stopping.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // Stopping: what is under way begins again at the next start.
            }
        }
    }

    private async Task TurnAsync(CancellationToken stopping)
    {
        foreach (string id in _queue.Waiting())
        {
            stopping.ThrowIfCancellationRequested();
            await ImportAsync(id).ConfigureAwait(false);
        }
    }

    private async Task ImportAsync(string id)
    {
        ImportStatus status = new() { State = ImportState.Running, FileName = "" };
        try
        {
            ImportRequest request = _queue.Request(id)
                ?? throw new RecordFormatException("What was asked cannot be read. Import the file again.");
            status = status with { FileName = request.FileName };
            ImportReport report = await new RecordImport(log, book, time, UntilAssignedAsync).RunAsync(
                _queue.PathOf(id), request, Progress(id, status), _stopping.Token).ConfigureAwait(false);
            status = status.Logged(report, book);
            _queue.Report(id, status);
            await UntilDerivedAsync(report).ConfigureAwait(false);
            _queue.Report(id, status.Derived(report.Test, derivation.Store));
            logger.LogInformation("{File} imported: {Test}, {Rows} rows", status.FileName, status.Name, status.Rows);
        }
        catch (Exception error) when (error is RecordFormatException or CellBookException or IOException
            or UnauthorizedAccessException or FrameLogException)
        {
            // The file was left here under another name.
            string problem = error.Message.Replace(_queue.PathOf(id), status.FileName, StringComparison.Ordinal);
            logger.LogWarning("{File} was not imported: {Problem}", status.FileName, problem);
            _queue.Report(id, status with { State = ImportState.Failed, Problem = problem });
        }
    }

    private Action<double> Progress(string id, ImportStatus status)
    {
        long reportedAt = time.GetTimestamp();
        _queue.Report(id, status);
        return share =>
        {
            if (time.GetElapsedTime(reportedAt) >= ReportEvery)
            {
                reportedAt = time.GetTimestamp();
                _queue.Report(id, status with { Share = share });
            }
        };
    }

    private async Task UntilAssignedAsync(ulong stream, CancellationToken cancellationToken)
    {
        derivation.BookChanged();
        while (!derivation.Plans.On(stream).Any())
        {
            await Task.Delay(AssignedEvery, time, cancellationToken).ConfigureAwait(false);
        }
    }

    // Another change of the book may derive the test by other segments meanwhile.
    private async Task UntilDerivedAsync(ImportReport report)
    {
        while (!IsDerived(report))
        {
            await Task.Delay(LookEvery, time, _stopping.Token).ConfigureAwait(false);
        }
    }

    private bool IsDerived(ImportReport report)
    {
        if (derivation.Plans.Find(report.Test) is not { } plan || derivation.Store.Reach(report.Test) is not { } reach)
        {
            return false;
        }

        for (int at = 0; at < plan.Segments.Count; at++)
        {
            if (plan.Segments[at].Stream == report.Stream)
            {
                return at < reach.Reached.Count && reach.Segments[at].Stream == report.Stream
                    && reach.Reached[at].Next > report.Frames;
            }
        }

        return false;
    }
}
