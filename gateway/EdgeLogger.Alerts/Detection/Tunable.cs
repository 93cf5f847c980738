namespace EdgeLogger.Alerts.Detection;

/// <summary>A number by which a rule can be set.</summary>
/// <param name="Name">As in the rules file, e.g. "false-alarm-cycles".</param>
/// <param name="Unit">Its unit; empty if it has none.</param>
/// <param name="Default">What it is unless set.</param>
/// <param name="Least">The least that makes sense.</param>
/// <param name="Most">The most that makes sense.</param>
/// <param name="Meaning">What it does, in a sentence.</param>
public sealed record Tunable(string Name, string Unit, double Default, double Least, double Most, string Meaning);
