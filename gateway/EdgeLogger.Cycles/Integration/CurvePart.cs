namespace EdgeLogger.Cycles.Integration;

/// <summary>What one interval, or the part of it on one side of a change of sign, adds to the charge curve.</summary>
/// <param name="ChargeAs">Net charge, A s.</param>
/// <param name="EnergyWs">Net energy, W s.</param>
/// <param name="BelowAs">The charge minus the least it could have been, A s.</param>
/// <param name="AboveAs">The most it could have been minus the charge, A s.</param>
internal readonly record struct CurvePart(double ChargeAs, double EnergyWs, double BelowAs, double AboveAs);
