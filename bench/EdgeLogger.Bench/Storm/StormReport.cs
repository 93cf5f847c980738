namespace EdgeLogger.Bench.Storm;

/// <summary>What a storm has left.</summary>
/// <param name="FramesMade">Frames the boards made.</param>
/// <param name="FramesStored">Frames on the gateway's disk.</param>
/// <param name="FramesAcknowledged">Frames that the boards know to be on disk.</param>
/// <param name="FramesLost">Made and not stored, board by board.</param>
/// <param name="FramesDoubled">Stored beyond what was made, board by board.</param>
/// <param name="SchemasMissing">Boards whose frames cannot be read, because their schema has not come.</param>
internal sealed record StormReport(
    long FramesMade, long FramesStored, long FramesAcknowledged, long FramesLost, long FramesDoubled, int SchemasMissing)
{
    /// <summary>Everything is there, once, and every board knows it.</summary>
    public bool IsClean => FramesLost + FramesDoubled + SchemasMissing == 0 && FramesStored == FramesMade
        && FramesAcknowledged == FramesMade;
}
