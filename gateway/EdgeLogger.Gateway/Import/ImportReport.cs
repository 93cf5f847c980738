namespace EdgeLogger.Gateway.Import;

/// <summary>What became of a cycler's file.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="Frames">Frames they make.</param>
/// <param name="FramesNew">Frames that were not in the log before.</param>
/// <param name="HalfCycles">Half cycles closed in it.</param>
/// <param name="Cycles">Cycles closed in it.</param>
internal sealed record ImportReport(long Rows, long Frames, long FramesNew, int HalfCycles, int Cycles);
