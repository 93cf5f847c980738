using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Schemas;

namespace EdgeLogger.Derivation.Plans;

/// <summary>What a test is derived from. It does not change: a change is another plan of the same test.</summary>
/// <param name="Id">The test's random id, never 0: the key of its results.</param>
/// <param name="Segments">Its segments in order, at least one.</param>
public sealed record TestPlan(ulong Id, IReadOnlyList<TestSegment> Segments)
{
    /// <summary>What it is called; null for a stream that is a test by itself.</summary>
    public TestName? Name { get; init; }

    /// <summary>The slot of each segment; null for a file. Empty for a stream that is a test by itself.</summary>
    public IReadOnlyList<TestPlace?> Places { get; init; } = [];

    /// <summary>What is known of the cell, with what was set for the test.</summary>
    public CellMetadata Metadata { get; init; } = new();

    /// <summary>The calibrations that are put right in its slots; null: none.</summary>
    public Recalibrations? Recalibrations { get; init; }

    /// <summary>The test was ended: after its last row nothing more comes, and what is open closes.</summary>
    public bool IsEnded { get; init; }

    /// <summary>The plan of a stream that is a test by itself.</summary>
    public static TestPlan OfStream(ulong stream) => new(stream, [new TestSegment(stream)]);

    /// <summary>Whether rows of a stream may belong to the test.</summary>
    public bool IsOn(ulong stream)
    {
        foreach (TestSegment segment in Segments)
        {
            if (segment.Stream == stream)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a row belongs to the test.</summary>
    public bool Holds(in RowPlace row) => SegmentOf(row) is not null;

    /// <summary>The segment that a row belongs to; null: none.</summary>
    public TestSegment? SegmentOf(in RowPlace row)
    {
        foreach (TestSegment segment in Segments)
        {
            (uint boot, long uptimeMs) = (row.Point.Boot, row.Point.UptimeMs);
            if (segment.Stream == row.Stream && segment.IsBegun(boot, uptimeMs) && !segment.IsOver(boot, uptimeMs))
            {
                return segment;
            }
        }

        return null;
    }

    /// <summary>Whether a stream's rows are of a slot, and not of a file.</summary>
    public bool IsInSlotWith(ulong stream)
    {
        for (int at = 0; at < Places.Count; at++)
        {
            if (Segments[at].Stream == stream && Places[at] is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A test with the name that it has now.</summary>
    public TestKey Named(TestKey test) => Name?.On(test) ?? test;

    /// <summary>Whether another plan says the same.</summary>
    public bool IsSame(TestPlan other) => Id == other.Id && Name == other.Name && Metadata == other.Metadata
        && IsEnded == other.IsEnded && Segments.SequenceEqual(other.Segments) && Places.SequenceEqual(other.Places)
        && Equals(Recalibrations, other.Recalibrations);

    /// <summary>
    /// Whether what has been derived by other segments and calibrations is what this plan gives, so that derivation goes on.
    /// </summary>
    /// <param name="derived">The segments as they were.</param>
    /// <param name="reached">How far each of them was derived, up to the last that has rows.</param>
    public bool Keeps(IReadOnlyList<TestSegment> derived, IReadOnlyList<SegmentReach> reached) =>
        Segments.Count >= reached.Count
        && reached.Select((reach, at) => reach.HoldsFor(derived[at], Segments[at]) && reach.HoldsFor(Recalibrations))
            .All(holds => holds);
}
