namespace EdgeLogger.VirtualBench.Accuracy;

/// <summary>One reading that hardware/procedures/bring-up.md asks for.</summary>
/// <param name="Step">Its name in the page's table.</param>
/// <param name="Value">What the board reads.</param>
/// <param name="Unit">Its unit.</param>
public sealed record BringUpReading(string Step, double Value, string Unit);
