namespace EdgeLogger.VirtualBench.Cells;

/// <summary>The part of a <see cref="ModelCellState"/> that a step changes.</summary>
internal readonly record struct ModelCellMemory(double TimeS, double Charge, double RelaxingV, double ActivationAs);
