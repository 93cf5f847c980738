using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EdgeLogger.Alerts.Detection;

/// <summary>Which rule a detector works for, whom it judges, and how it is set.</summary>
public sealed class RuleSetup
{
    private readonly DetectorKind _kind;
    private readonly IReadOnlyDictionary<string, double> _settings;

    /// <exception cref="ArgumentException">A setting is unknown or out of its range; the message names it and the
    /// range.</exception>
    public RuleSetup(string rule, Subject subject, DetectorKind kind, IReadOnlyDictionary<string, double> settings)
    {
        foreach ((string name, double value) in settings)
        {
            if (WhatIsWrong(kind, name, value) is { } wrong)
            {
                throw new ArgumentException($"{rule}: {wrong}", nameof(settings));
            }
        }

        Rule = rule;
        Subject = subject;
        _kind = kind;
        _settings = settings;
    }

    public string Rule { get; }

    public Subject Subject { get; }

    public Severity Severity => _kind.Severity;

    /// <summary>A tunable of the kind: as set, or its default.</summary>
    public double this[string name] =>
        _settings.TryGetValue(name, out double value) ? value : _kind.Tunables.First(tunable => tunable.Name == name).Default;

    /// <summary>A verdict of this rule about its subject.</summary>
    public Verdict Say(DetectionState state, double value, double threshold, string unit, string sentence) => new()
    {
        Rule = Rule,
        Subject = Subject,
        State = state,
        Value = value,
        Threshold = threshold,
        Unit = unit,
        Severity = Severity,
        Sentence = sentence,
    };

    /// <summary>Why a setting is refused; null if it is fine. For anyone who reads rules and can say in which line.</summary>
    public static string? WhatIsWrong(DetectorKind kind, string name, double value)
    {
        if (kind.Tunables.FirstOrDefault(tunable => tunable.Name == name) is not { } known)
        {
            string names = kind.Tunables.Count == 0 ? "none" : string.Join(", ", kind.Tunables.Select(tunable => tunable.Name));
            return $"{kind.Name} has no setting '{name}'; it has: {names}";
        }

        return value >= known.Least && value <= known.Most
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"{name} is {value} and must be from {known.Least} to {known.Most} {known.Unit}").TrimEnd();
    }
}
