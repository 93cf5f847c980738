using System;

namespace EdgeLogger.Alerts.Notify;

/// <summary>A letter that did not arrive, or may not have. The message is one line for a person, and holds no secret.</summary>
public sealed class DeliveryException : Exception
{
    public DeliveryException(string message, TimeSpan? retryAfter = null, Exception? inner = null)
        : base(message, inner) => RetryAfter = retryAfter;

    /// <summary>What the other side asks to wait; null if it does not.</summary>
    public TimeSpan? RetryAfter { get; }
}
