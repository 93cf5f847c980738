using System;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Alerts.Book;

/// <summary>Something that a person should know of, from the moment a rule found it until it is over.</summary>
public sealed record Alert
{
    /// <summary>Number in the book, from 1.</summary>
    public required long Id { get; init; }

    /// <summary>The rule that found it.</summary>
    public required string Rule { get; init; }

    public required Subject Subject { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>What was found when it opened, with its numbers and units.</summary>
    public required string Sentence { get; init; }

    /// <summary>The number that was judged; NaN if there is none.</summary>
    public double Value { get; init; } = double.NaN;

    /// <summary>What it was judged against; NaN if there is none.</summary>
    public double Threshold { get; init; } = double.NaN;

    /// <summary>Unit of both; empty if they have none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The cycle with which it opened; null for rows and boards.</summary>
    public int? Cycle { get; init; }

    /// <summary>The cycle in which it is thought to have begun; null if that is not known.</summary>
    public int? Onset { get; init; }

    /// <summary>
    /// Of a question the moment that it asks about, by the board's clock; null elsewhere, and if it is not known.
    /// </summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When it opened, by the gateway's clock.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was over; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it is over; empty while it is open.</summary>
    public string ClosedSentence { get; init; } = "";

    /// <summary>When and why it was withdrawn; null if it has not been. One that is withdrawn is not open.</summary>
    public Withdrawal? Withdrawn { get; init; }

    /// <summary>The row with which it was found; null if that is not known, and for boards.</summary>
    public RowPlace? Place { get; init; }

    /// <summary>Who has acknowledged it; null if nobody has.</summary>
    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>
    /// Nothing has been heard of the subject for longer than the rule allows: whether it is still so is not known.
    /// </summary>
    public bool IsStale { get; init; }

    /// <summary>It is not over.</summary>
    public bool IsOpen => ClosedAt is null;
}

/// <summary>An alert was found in what is not its test's, and counts no longer.</summary>
/// <param name="At">When that was noticed, by the gateway's clock.</param>
/// <param name="Why">Whose it is, or what has changed; no full stop.</param>
public sealed record Withdrawal(DateTimeOffset At, string Why);

/// <summary>Somebody has acknowledged an alert.</summary>
/// <param name="By">Who.</param>
/// <param name="Note">What they say to it; may be empty.</param>
/// <param name="At">When.</param>
public sealed record Acknowledgement(string By, string Note, DateTimeOffset At);
