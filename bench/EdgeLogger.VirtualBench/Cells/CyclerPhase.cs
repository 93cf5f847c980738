using System.Collections.Generic;

namespace EdgeLogger.VirtualBench.Cells;

/// <summary>Steps that make up one cycle, and how often they are done.</summary>
/// <param name="Cycles">1 or more.</param>
/// <param name="Steps">At least one that takes time.</param>
public sealed record CyclerPhase(int Cycles, IReadOnlyList<CyclerStep> Steps)
{
    /// <summary>Charge (holding the upper voltage down to a tenth of the current), rest, discharge, rest; 2.0 to 4.6 V.</summary>
    public static CyclerPhase ChargeFirst(
        int cycles, double cRate, double lowerV = 2.0, double upperV = 4.6, double restS = 600) => new(
            cycles,
            [
                CyclerStep.ChargeAndHold(cRate, upperV, cRate / 10),
                CyclerStep.Rest(restS),
                CyclerStep.Discharge(cRate, lowerV),
                CyclerStep.Rest(restS),
            ]);
}
