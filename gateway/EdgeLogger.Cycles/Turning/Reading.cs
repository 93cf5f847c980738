namespace EdgeLogger.Cycles.Turning;

/// <summary>A row as the tally sees it.</summary>
/// <param name="Row">0-based index.</param>
/// <param name="TimeS">Its time, s.</param>
/// <param name="VoltageV">V.</param>
/// <param name="CurrentA">A.</param>
/// <param name="StepA">Current minus the previous row's, A; 0 if there is none.</param>
/// <param name="Seconds">Length of the interval that ends here, 0 if it was not integrated.</param>
/// <param name="Flows">Whether the current is more than rest.</param>
/// <param name="FlowBesideA">What counts as a flow beside this current, A.</param>
internal readonly record struct Reading(
    long Row, double TimeS, double VoltageV, double CurrentA, double StepA, double Seconds, bool Flows, double FlowBesideA);
