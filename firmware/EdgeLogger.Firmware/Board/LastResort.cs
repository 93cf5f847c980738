namespace EdgeLogger.Firmware.Board;

/// <summary>
/// Decides that only a restart can help: frames wait for the gateway, and for hours none has been acknowledged. What stands
/// still then may be where no thread of the board sees it, in the Wi-Fi driver or in the network stack. A restart costs some
/// seconds of record, so it comes rarely while the gateway is only switched off.
/// </summary>
public sealed class LastResort
{
    /// <summary>So long without any connection: the broker cannot be reached, or the board's own network is dead. ms.</summary>
    public const long UnconnectedMs = 6 * 3_600_000L;

    /// <summary>So long with connections, and no acknowledgement on any of them: the gateway is off, most likely. ms.</summary>
    public const long UnacknowledgedMs = 24 * 3_600_000L;

    private long _acknowledgedMs = -1;
    private long _connectedMs;
    private long _acks;

    /// <summary>Whether the board has to restart.</summary>
    /// <param name="linkMs">The link's clock.</param>
    /// <param name="isUp">Whether there is a connection.</param>
    /// <param name="isWaiting">Whether frames wait for the gateway.</param>
    /// <param name="acks">Acknowledgements taken since the start.</param>
    public bool IsDue(long linkMs, bool isUp, bool isWaiting, long acks)
    {
        bool isFirst = _acknowledgedMs < 0;
        if (isFirst || !isWaiting || acks != _acks)
        {
            _acks = acks;
            _acknowledgedMs = linkMs;
        }

        if (isFirst || !isWaiting || isUp)
        {
            _connectedMs = linkMs;
        }

        return linkMs - _connectedMs >= UnconnectedMs || linkMs - _acknowledgedMs >= UnacknowledgedMs;
    }
}
