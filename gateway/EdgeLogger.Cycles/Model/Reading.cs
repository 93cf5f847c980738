using System;

namespace EdgeLogger.Cycles.Model;

/// <summary>A row as the tally sees it.</summary>
/// <param name="Row">0-based index.</param>
/// <param name="TimeS">Its time, s.</param>
/// <param name="VoltageV">V.</param>
/// <param name="CurrentA">A.</param>
/// <param name="StepA">Current minus the previous row's, A; 0 if there is none.</param>
/// <param name="Seconds">Length of the interval that ends here, 0 if it was not integrated.</param>
/// <param name="FlowA">A current above this flows, A.</param>
internal readonly record struct Reading(
    long Row, double TimeS, double VoltageV, double CurrentA, double StepA, double Seconds, double FlowA)
{
    public bool Flows => Math.Abs(CurrentA) > FlowA;
}
