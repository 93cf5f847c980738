using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cells.Plans;

/// <summary>What derivation reads of a test.</summary>
/// <param name="Id">The test's id.</param>
/// <param name="Label">Its name for a reader, as "WJK-0412, test 2"; it may change.</param>
/// <param name="Metadata">What is known of the cell, with the order of halves and the nominal capacity of the test.</param>
/// <param name="Segments">Its segments in order.</param>
public sealed record BookedTest(ulong Id, string Label, CellMetadata Metadata, IReadOnlyList<Segment> Segments)
{
    /// <summary>The name of the cell.</summary>
    public required string Cell { get; init; }

    /// <summary>The number of the test within the cell, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The gateway has made the cell, and nobody has named it yet.</summary>
    public bool IsUnnamed { get; init; }

    /// <summary>When the test was ended, Unix ms; null if it has not been.</summary>
    public long? EndUtcMs { get; init; }

    /// <summary>The calibrations of its slots that are put right, in a fixed order.</summary>
    public IReadOnlyList<Recalibration> Recalibrations { get; init; } = [];

    /// <summary>Whether derivation makes the same of both, under the same label.</summary>
    internal bool IsSame(BookedTest other) =>
        Id == other.Id && Label == other.Label && Metadata == other.Metadata && Segments.SequenceEqual(other.Segments)
        && Recalibrations.SequenceEqual(other.Recalibrations);

    internal static BookedTest Of(TestRun test, Cell cell) => new(test.Id, LabelOf(test, cell), cell.Metadata with
    {
        OrderOverride = test.Settings.Order == CycleOrder.Auto ? cell.Metadata.OrderOverride : test.Settings.Order,
        NominalAh = test.Settings.NominalAh ?? cell.Metadata.NominalAh,
    }, test.Segments)
    {
        Cell = cell.Name.Text,
        Number = test.Number,
        IsUnnamed = cell.IsUnnamed,
        EndUtcMs = test.EndUtcMs,
    };

    internal static string LabelOf(TestRun test, Cell cell) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{cell.Name}, test {test.Number}");
}
