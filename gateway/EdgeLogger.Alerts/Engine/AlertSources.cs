using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Alerts.Engine;

/// <summary>What alerts ask the rest of the gateway.</summary>
public sealed record AlertSources
{
    private const string Fleet = "/";

    /// <summary>What a gateway's tests answer.</summary>
    /// <param name="plans">The tests.</param>
    /// <param name="store">The dates of their rows.</param>
    public static AlertSources Of(TestPlans plans, DerivedStore store)
    {
        RowOwners owners = new(plans, store);
        return new AlertSources
        {
            CohortOf = test => plans.MetadataOf(test.Id).Cohort,
            Named = plans.Named,
            CellOf = test => plans.Find(test)?.Name?.Cell ?? "",
            WhyOver = test => plans.Find(test)?.Name?.WhyOver,
            AreTestsKnown = () => plans.StreamsAreTests || plans.Version > 0,
            IsTest = owners.IsTest,
            WhyNotOf = owners.WhyNotOf,
            FirstStreamOf = test => plans.Find(test)?.Segments is [{ From: null } first, ..] ? first.Stream : 0,
        };
    }

    /// <summary>A test's cohort; empty if its cell is of none.</summary>
    public Func<TestKey, string> CohortOf { get; init; } = _ => "";

    /// <summary>A test under the name that it has now.</summary>
    public Func<TestKey, TestKey> Named { get; init; } = test => test;

    /// <summary>The name of a test's cell; empty if the book of cells does not know it.</summary>
    public Func<ulong, string> CellOf { get; init; } = _ => "";

    /// <summary>The path under which the page shows a test; empty if the book of cells does not know it.</summary>
    public Func<ulong, string> PathOf { get; init; } = _ => "";

    /// <summary>Why rows of a test come no more; null while they do.</summary>
    public Func<ulong, string?> WhyOver { get; init; } = _ => null;

    /// <summary>Whether the book of cells has been read; nothing is judged before.</summary>
    public Func<bool> AreTestsKnown { get; init; } = () => true;

    /// <summary>Whether there is such a test; before the book of cells has been read every one is.</summary>
    public Func<ulong, bool> IsTest { get; init; } = _ => true;

    /// <summary>Why a row is not of a test, in words that name whose it is; null if it is of the test.</summary>
    public Func<ulong, RowPlace, string?> WhyNotOf { get; init; } = (_, _) => null;

    /// <summary>
    /// The stream with whose first frame a test begins, else 0: a book of alerts of before there were tests knows it by that.
    /// </summary>
    public Func<ulong, ulong> FirstStreamOf { get; init; } = _ => 0;

    /// <summary>What rules and silences may call a test: its name, its cell's, its slot, its cohort.</summary>
    public IReadOnlyList<string> NamesOf(TestKey test)
    {
        TestKey now = Named(test);
        string slot = now.Board.Length > 0 ? $"{now.Board}/{now.Slot}" : "";
        return [.. new[] { now.Name, CellOf(now.Id), slot, CohortOf(now) }.Where(name => name.Length > 0).Distinct()];
    }

    /// <summary>
    /// The path under which the page shows a subject: a test's own, whichever test is in its slot now; of a cell of before there
    /// were tests what the fleet finds by its name; else the fleet.
    /// </summary>
    public string PathOfSubject(Subject subject) => subject switch
    {
        { Test: not 0 } => PathOf(subject.Test) is { Length: > 0 } path ? path : Fleet,
        { Kind: SubjectKind.Cell } => "/?q=" + Uri.EscapeDataString(subject.Name),
        { Kind: SubjectKind.Board } => "/boards?board=" + Uri.EscapeDataString(subject.Name),
        _ => Fleet,
    };

    /// <summary>How all known boards stand now.</summary>
    public Func<IReadOnlyList<BoardReading>> Boards { get; init; } = () => [];
}

/// <summary>How one board stands now.</summary>
/// <param name="Board">The board.</param>
/// <param name="Observation">What is known of it.</param>
public sealed record BoardReading(string Board, BoardObservation Observation);
