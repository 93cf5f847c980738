using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Notify;

namespace EdgeLogger.Alerts.Delivery;

/// <summary>Stands for a notifier that the rules file no longer has: what waits for it expires, or is sent if it comes back.</summary>
internal sealed class MissingNotifier(string name) : INotifier
{
    public Task SendAsync(Letter letter, CancellationToken cancellationToken) =>
        throw new DeliveryException($"the rules file has no notifier '{name}' any more");
}
