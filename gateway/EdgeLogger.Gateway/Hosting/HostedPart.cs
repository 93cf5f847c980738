using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// A part of the gateway with a life of its own: the host starts it, and stops it before those that were started earlier.
/// </summary>
/// <param name="name">Its name in the log.</param>
/// <param name="start">Starts it.</param>
/// <param name="stop">Stops it; also one that was not started.</param>
/// <param name="logger">Where start and stop are reported, for who looks why one takes long.</param>
internal sealed class HostedPart(
    string name, Func<CancellationToken, Task> start, Func<ValueTask> stop, ILogger<HostedPart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await start(cancellationToken).ConfigureAwait(false);
        logger.LogDebug("started: {Part}", name);
    }

    // However long it takes: who ends the process has a limit of his own.
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop().ConfigureAwait(false);
        logger.LogDebug("stopped: {Part}", name);
    }
}
