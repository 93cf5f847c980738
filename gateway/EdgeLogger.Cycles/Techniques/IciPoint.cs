namespace EdgeLogger.Cycles.Techniques;

/// <summary>One interruption of the current.</summary>
/// <param name="TimeS">The last reading under current, s.</param>
/// <param name="VoltageV">Its voltage, V.</param>
/// <param name="CurrentA">Its current, A.</param>
/// <param name="ResistanceOhm">R: (V under current - V at sqrt(t) = 0 of the fit) / I, ohm.</param>
/// <param name="DiffusionOhmPerRootS">k: minus the slope of V against sqrt(t), over I, ohm/s^0.5.</param>
/// <param name="Rows">Rows in the fit.</param>
public readonly record struct IciPoint(
    double TimeS, double VoltageV, double CurrentA, double ResistanceOhm, double DiffusionOhmPerRootS, int Rows);
