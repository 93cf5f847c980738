namespace EdgeLogger.VirtualBench.Boards;

/// <summary>What a virtual board has done so far, all slots together.</summary>
/// <param name="BoardId">The board.</param>
/// <param name="UptimeS">Virtual time it has lived through, s.</param>
/// <param name="Rows">Rows made.</param>
/// <param name="Frames">Frames made: of rows, events, anchors and gaps.</param>
/// <param name="FramesSent">Frames handed to the connection, each as often as it was sent.</param>
/// <param name="FramesResent">Of these, sent again on the same connection.</param>
/// <param name="FramesAcknowledged">Frames that the gateway has reported to be on disk.</param>
/// <param name="FramesWaiting">Frames made and not acknowledged.</param>
/// <param name="FramesLost">Frames overwritten before they were acknowledged, or refused by the flash.</param>
/// <param name="PayloadBytes">Bytes published, without MQTT's and TCP's own.</param>
/// <param name="Connects">Times the connection came up.</param>
/// <param name="IsOver">Whether its cells have nothing more to give.</param>
/// <param name="LastError">Why the connection was refused or lost last; empty if it was not.</param>
public sealed record BoardTotals(
    string BoardId,
    double UptimeS,
    long Rows,
    long Frames,
    long FramesSent,
    long FramesResent,
    long FramesAcknowledged,
    long FramesWaiting,
    long FramesLost,
    long PayloadBytes,
    int Connects,
    bool IsOver,
    string LastError)
{
    /// <summary>Whether everything it made is acknowledged and nothing more comes.</summary>
    public bool IsDone => IsOver && FramesWaiting == 0;
}
