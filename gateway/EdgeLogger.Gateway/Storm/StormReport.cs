namespace EdgeLogger.Gateway.Storm;

/// <summary>What a storm has left.</summary>
/// <param name="FramesMade">Frames the boards made.</param>
/// <param name="FramesStored">Frames on the gateway's disk.</param>
/// <param name="FramesLost">Made and not stored, board by board.</param>
/// <param name="FramesDoubled">Stored beyond what was made, board by board.</param>
/// <param name="Waiting">Frames that boards had not been told of at the end.</param>
internal sealed record StormReport(long FramesMade, long FramesStored, long FramesLost, long FramesDoubled, long Waiting)
{
    /// <summary>Everything is there, once, and every board knows it.</summary>
    public bool IsClean => FramesLost + FramesDoubled + Waiting == 0 && FramesStored == FramesMade;
}
