using EdgeLogger.Derivation.Schemas;

namespace EdgeLogger.Derivation.Plans;

/// <summary>A calibration by which rows of a segment were taken.</summary>
/// <param name="Calibration">The calibration.</param>
/// <param name="FirstFrame">The first frame of the segment with such rows.</param>
/// <param name="FromS">The first of these rows on the test's clock, s.</param>
public sealed record UsedCalibration(RowCalibration Calibration, uint FirstFrame, double FromS);
