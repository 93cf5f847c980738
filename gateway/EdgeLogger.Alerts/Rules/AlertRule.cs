using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Rules;

/// <summary>A kind of detector at work: whom it judges, how it is set, and what becomes of what it finds.</summary>
public sealed record AlertRule
{
    /// <summary>Its name in alerts, of its own among all rules.</summary>
    public required string Name { get; init; }

    /// <summary>What judges.</summary>
    public required DetectorKind Kind { get; init; }

    /// <summary>How soon a person should look.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Tunables that are set; the others have their defaults.</summary>
    public IReadOnlyDictionary<string, double> Settings { get; init; } = new Dictionary<string, double>();

    /// <summary>Cells, boards or cohorts that it judges; * stands for anything. Default: all.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = ["*"];

    /// <summary>
    /// How long it has to be abnormal before the alert opens. Default: at once, as detectors wait by themselves.
    /// </summary>
    public Persistence OpenAfter { get; init; } = Persistence.AtOnce;

    /// <summary>How long it has to be clear before the alert is over. Default: 1 cycle, or one minute.</summary>
    public Persistence CloseAfter { get; init; } = Persistence.AtOnce;

    /// <summary>After this long without anything of its subject an open alert is stale. Default 1 day; zero is never.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>A stale alert is over; else it stays, and is marked. Default false: no data is not recovery.</summary>
    public bool StaleCloses { get; init; }

    /// <summary>Notifiers that are used; null: all.</summary>
    public IReadOnlyList<string>? Notify { get; init; }

    /// <summary>The rule is at work.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>First line of its entry in the rules file, from 1; 0 if it is a default that the file does not name.</summary>
    public int FirstLine { get; init; }

    /// <summary>Last line of that entry; 0 if there is none.</summary>
    public int LastLine { get; init; }

    /// <summary>Whether it judges this one.</summary>
    public bool Judges(string subject) => Judges([subject]);

    /// <summary>Whether it judges something that is known by several names.</summary>
    public bool Judges(IReadOnlyList<string> names) =>
        Enabled && Subjects.Any(pattern => names.Any(name => NamePattern.Matches(pattern, name)));

    /// <summary>The rule of a kind that nobody has set.</summary>
    public static AlertRule Default(DetectorKind kind) => new()
    {
        Name = kind.Name,
        Kind = kind,
        Severity = kind.Severity,
        CloseAfter = IsOfCycles(kind) ? Persistence.AtOnce : new Persistence(1, TimeSpan.FromMinutes(1)),
    };

    /// <summary>Its subjects are judged once a cycle.</summary>
    internal static bool IsOfCycles(DetectorKind kind) => kind.Feed is DetectorFeed.Cycles or DetectorFeed.Cohorts;
}
