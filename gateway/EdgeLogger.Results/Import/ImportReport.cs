using System.Collections.Generic;

namespace EdgeLogger.Results.Import;

/// <summary>What became of a cycler's file.</summary>
/// <param name="Test">The test that it belongs to.</param>
/// <param name="Stream">The stream that it was made into.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Frames">Frames they make.</param>
/// <param name="FramesNew">Frames that were not in the log before.</param>
/// <param name="Notes">What was concluded about the file beyond its header, and what of it was left out.</param>
public sealed record ImportReport(
    ulong Test, ulong Stream, long Rows, long Frames, long FramesNew, IReadOnlyList<string> Notes);
