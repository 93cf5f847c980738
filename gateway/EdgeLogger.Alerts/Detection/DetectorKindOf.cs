using System;
using System.Collections.Generic;

namespace EdgeLogger.Alerts.Detection;

/// <summary>A kind of detector, and how to make one.</summary>
public sealed record DetectorKindOf<TDetector>(
    string Name, DetectorFeed Feed, string Sees, Severity Severity, IReadOnlyList<Tunable> Tunables,
    Func<RuleSetup, TDetector> Make)
    : DetectorKind(Name, Feed, Sees, Severity, Tunables)
{
    /// <summary>Makes the detector of one rule for one subject.</summary>
    /// <param name="rule">The rule's name, which its verdicts have.</param>
    /// <param name="subject">Whom it judges; of a cohort's detector, the cohort.</param>
    /// <param name="settings">The tunables that the rule sets; the others have their defaults.</param>
    /// <exception cref="ArgumentException">A setting is unknown or out of its range; the message names it and the
    /// range.</exception>
    public TDetector Create(string rule, Subject subject, IReadOnlyDictionary<string, double> settings) =>
        Make(new RuleSetup(rule, subject, this, settings));
}
