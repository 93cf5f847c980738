namespace EdgeLogger.Alerts.Detectors.Trends;

/// <summary>How a quantity is followed. All in the quantity's own unit.</summary>
/// <param name="Sign">+1 if falling is bad, -1 if rising is.</param>
/// <param name="NoiseFloor">The least standard deviation it is judged by.</param>
/// <param name="LeastEffect">A smaller departure is no news, however sure.</param>
/// <param name="Allowance">Change of slope for the worse, per cycle, that is still healthy.</param>
/// <param name="PerCause">Standard deviation of the cause's coefficient before anything is known, unit per unit of the cause.</param>
/// <param name="FalseAlarmCycles">Mean cycles between false alarms by design.</param>
/// <param name="StepLimit">Loss over a pause that is not put down to it.</param>
/// <param name="ProtocolStepLimit">Loss over another protocol that is not put down to it.</param>
/// <param name="FollowsTrend">Whether it is forecast along its slope, or as a level.</param>
internal sealed record MonitorSettings(
    int Sign, double NoiseFloor, double LeastEffect, double Allowance, double PerCause, double FalseAlarmCycles, double StepLimit,
    double ProtocolStepLimit, bool FollowsTrend = true);
