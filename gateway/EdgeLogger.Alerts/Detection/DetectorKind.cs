using System.Collections.Generic;

namespace EdgeLogger.Alerts.Detection;

/// <summary>A kind of detector: what a rule can be made of.</summary>
/// <param name="Name">As in the rules file, e.g. "fade".</param>
/// <param name="Feed">What it is fed.</param>
/// <param name="Sees">What it sees, in a sentence.</param>
/// <param name="Severity">How soon someone should look, unless the rule says otherwise.</param>
/// <param name="Tunables">The numbers by which it can be set.</param>
public abstract record DetectorKind(
    string Name, DetectorFeed Feed, string Sees, Severity Severity, IReadOnlyList<Tunable> Tunables)
{
    /// <summary>
    /// What it finds is a question about a moment, not a state: it is found once, and stays until somebody answers it.
    /// </summary>
    public bool IsQuestion { get; init; }
}

/// <summary>A number by which a rule can be set.</summary>
/// <param name="Name">As in the rules file, e.g. "false-alarm-cycles".</param>
/// <param name="Unit">Its unit; empty if it has none.</param>
/// <param name="Default">What it is unless set.</param>
/// <param name="Least">The least that makes sense.</param>
/// <param name="Most">The most that makes sense.</param>
/// <param name="Meaning">What it does, in a sentence.</param>
public sealed record Tunable(string Name, string Unit, double Default, double Least, double Most, string Meaning);
