using System.Collections.Generic;
using EdgeLogger.Cells.Many;
using EdgeLogger.Derivation.Previews;

namespace EdgeLogger.Web.Components.Book;

/// <summary>What came of a change of the book, or would come of it.</summary>
public sealed record BookOutcome
{
    /// <summary>Nothing was asked for.</summary>
    public static BookOutcome Nothing { get; } = new();

    /// <summary>Why it is refused, and what to do; empty if it is not.</summary>
    public string Problem { get; init; } = "";

    /// <summary>The slot holds a test of a named cell, and nobody has said what becomes of that.</summary>
    public bool AsksHeld { get; init; }

    /// <summary>The lines of a table that are refused.</summary>
    public IReadOnlyList<LineProblem> Lines { get; init; } = [];

    /// <summary>Of a preview: what would be derived again; null if nothing was previewed.</summary>
    public IReadOnlyList<PlanEffect>? Effects { get; init; }

    /// <summary>The tests that were started or changed, by label and path; empty if nothing was.</summary>
    public IReadOnlyList<(string Label, string Path)> Done { get; init; } = [];

    /// <summary>A refusal.</summary>
    public static BookOutcome Refused(string problem) => new() { Problem = problem };
}
