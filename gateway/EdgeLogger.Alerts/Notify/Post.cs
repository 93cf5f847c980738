using System;
using System.Collections.Generic;

namespace EdgeLogger.Alerts.Notify;

/// <summary>Something to be posted over HTTP.</summary>
/// <param name="Address">Where.</param>
/// <param name="Body">What.</param>
/// <param name="ContentType">The body's type.</param>
public sealed record Post(Uri Address, byte[] Body, string ContentType)
{
    /// <summary>More headers.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Bearer token; null: none. It goes nowhere but to the address's own host.</summary>
    public string? Token { get; init; }

    /// <summary>What of the address is a secret; null: nothing.</summary>
    public string? SecretInAddress { get; init; }
}
