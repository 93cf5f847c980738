namespace EdgeLogger.Firmware.Seams;

/// <summary>
/// A message from the gateway, in a buffer that is used again for the next. Longer payloads are dropped by the link.
/// </summary>
public sealed class InboundMessage
{
    /// <summary>The longest payload a board takes.</summary>
    public const int MaxLength = 4096;

    /// <summary>The topic it came on.</summary>
    public string Topic = "";

    /// <summary>The payload, valid up to <see cref="Length"/>.</summary>
    public readonly byte[] Payload = new byte[MaxLength];

    /// <summary>Whether the broker had kept it: somebody said it at some time, not now.</summary>
    public bool IsRetained;

    /// <summary>Bytes of the payload.</summary>
    public int Length;
}
