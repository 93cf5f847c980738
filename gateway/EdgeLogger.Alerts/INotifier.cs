using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Alerts;

/// <summary>Seam to whatever tells a person.</summary>
public interface INotifier
{
    /// <summary>Tells. Throws if that did not work: it is tried again.</summary>
    Task NotifyAsync(Alert alert, CancellationToken cancellationToken);
}
