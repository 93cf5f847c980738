using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Tells alerts in the gateway's own log.</summary>
internal sealed class LogNotifier(ILogger<LogNotifier> logger) : INotifier
{
    public Task NotifyAsync(Alert alert, CancellationToken cancellationToken)
    {
        LogLevel level = alert.Fired ? LogLevel.Warning : LogLevel.Information;
        logger.Log(level, "{Kind} {Rule} on {Cell}, cycle {Cycle}: {Text}",
            alert.Fired ? "ALERT" : "cleared:", alert.Rule, alert.Cell, alert.Cycle, alert.Text);
        return Task.CompletedTask;
    }
}
