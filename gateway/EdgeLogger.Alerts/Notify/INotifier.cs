using System;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Alerts.Notify;

/// <summary>Seam to whatever notifies a person.</summary>
public interface INotifier
{
    /// <summary>
    /// Sends it once. A letter that is sent again carries the same mark, so that the other side can know the repetition.
    /// </summary>
    /// <param name="letter">What to send.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DeliveryException">The other side has not taken it, or it is not known whether it has: it is tried
    /// again.</exception>
    Task SendAsync(Letter letter, CancellationToken cancellationToken);
}

/// <summary>A notice with what is sent along.</summary>
/// <param name="Notice">What is sent.</param>
/// <param name="PlotPng">A plot of the first alert's evidence; null if there is none.</param>
/// <param name="MayRepeat">The gateway ended while it was being sent: it may have arrived.</param>
public sealed record Letter(Notice Notice, byte[]? PlotPng, bool MayRepeat);

/// <summary>A letter that did not arrive, or may not have. The message is one line for a person, and holds no secret.</summary>
public sealed class DeliveryException : Exception
{
    public DeliveryException(string message, TimeSpan? retryAfter = null, Exception? inner = null)
        : base(message, inner) => RetryAfter = retryAfter;

    /// <summary>What the other side asks to wait; null if it does not.</summary>
    public TimeSpan? RetryAfter { get; }
}
