using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Alerts.Notify;

/// <summary>Seam to whatever tells a person.</summary>
public interface INotifier
{
    /// <summary>Tells, once. A letter that is sent again bears the same mark, so that the other side can know the repetition.</summary>
    /// <param name="letter">What to tell.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DeliveryException">The other side has not taken it, or it is not known whether it has: it is tried again.</exception>
    Task SendAsync(Letter letter, CancellationToken cancellationToken);
}
