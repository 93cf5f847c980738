using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>A host that lives as long as its caller wants: signals are the command line's, in the bench as in `serve`.</summary>
internal sealed class CallerLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
