namespace EdgeLogger.VirtualBench.Cells.Reference;

/// <summary>How a recipe answers to one rate.</summary>
/// <param name="CRate">Current over 1C, 200 mA/g.</param>
/// <param name="CapacityMAhPerG">Discharge capacity.</param>
/// <param name="DischargeV">Mean discharge voltage of the fresh cell.</param>
/// <param name="PolarisationV">Mean charge voltage minus mean discharge voltage.</param>
public sealed record ReferenceRate(double CRate, double CapacityMAhPerG, double DischargeV, double PolarisationV);
