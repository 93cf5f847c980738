using EdgeLogger.VirtualBench.Boards;

namespace EdgeLogger.Bench.Soak;

/// <summary>What one board of a soak has done so far.</summary>
/// <param name="BoardId">The board.</param>
/// <param name="Made">Frames that were whole in its flash.</param>
/// <param name="RowsGone">Rows in memory when its power went.</param>
/// <param name="FramesSent">Frames sent, each as often as it was sent.</param>
/// <param name="FramesWaiting">Frames that the gateway has not acknowledged.</param>
/// <param name="LivedS">Time of its cell that it has lived through, s.</param>
internal sealed record SoakedBoard(string BoardId, FrameTally Made, long RowsGone, long FramesSent, long FramesWaiting,
    double LivedS);
