using System.Collections.Generic;

namespace EdgeLogger.Bench.Verify;

/// <summary>What came of a verification.</summary>
/// <param name="Rows">The table.</param>
/// <param name="CellHours">Hours of cycling, all cells together.</param>
/// <param name="RowsMade">Rows the boards made.</param>
/// <param name="FramesMade">Frames the boards made.</param>
/// <param name="FramesAcknowledged">Frames the gateway acknowledged.</param>
/// <param name="FramesSent">Frames sent, each as often as it was sent.</param>
/// <param name="Cuts">Connections cut.</param>
/// <param name="ElapsedS">Real time, s.</param>
internal sealed record VerifyReport(
    IReadOnlyList<ReferenceRow> Rows, double CellHours, long RowsMade, long FramesMade, long FramesAcknowledged,
    long FramesSent, int Cuts,
    double ElapsedS);
