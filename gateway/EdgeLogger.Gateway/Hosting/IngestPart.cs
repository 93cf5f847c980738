using System;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.Ingest;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Ingest's own task.</summary>
internal sealed class IngestPart(IngestService ingest, ILogger<IngestPart> logger) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private int _disposed;
    private volatile string _problem = "";

    /// <summary>Why nothing is taken any more; empty while ingest runs.</summary>
    public string Problem => _problem;

    public void Start() => _running = Task.Run(RunAsync);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _stopping.CancelAsync().ConfigureAwait(false);
            await _running.ConfigureAwait(false);
            _stopping.Dispose();
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await ingest.RunAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
        catch (FrameLogException error)
        {
            // The page stays up and says so; nothing is acknowledged any more, and boards keep what they have.
            _problem = error.Message;
            logger.LogCritical("ingest has stopped: {Problem}", error.Message);
        }
    }
}
