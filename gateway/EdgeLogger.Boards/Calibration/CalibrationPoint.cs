namespace EdgeLogger.Boards.Calibration;

/// <summary>One reference point: what was applied, and what the converter made of it.</summary>
/// <param name="Reference">The value applied, in the unit of the channel's scale: V, A, ohm, MPa.</param>
/// <param name="MeanCode">Mean of the codes.</param>
/// <param name="CodeDeviation">Standard deviation of one reading, codes.</param>
/// <param name="Count">Readings.</param>
public sealed record CalibrationPoint(double Reference, double MeanCode, double CodeDeviation, int Count);
