using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;

namespace EdgeLogger.Cells.Model;

/// <summary>A test: one run of a cell.</summary>
public sealed record TestRun
{
    /// <summary>Its random id, never 0: the key of everything that comes of it.</summary>
    public ulong Id { get; init; }

    /// <summary>The cell's id.</summary>
    public ulong Cell { get; init; }

    /// <summary>The number within the cell, from 1.</summary>
    public int Number { get; init; }

    /// <summary>When it began, Unix ms; null if it has only files that say no date.</summary>
    public long? StartUtcMs { get; init; }

    /// <summary>When it was ended, Unix ms; null: it has not been.</summary>
    public long? EndUtcMs { get; init; }

    /// <summary>Its segments without the files that were taken out again.</summary>
    [JsonIgnore]
    public IEnumerable<Segment> Kept => Segments.Where(segment => !segment.IsWithdrawn);

    /// <summary>Conditions, order and nominal capacity.</summary>
    public TestSettings Settings { get; init; } = new();

    /// <summary>Its segments in order.</summary>
    public IReadOnlyList<Segment> Segments { get; init; } = [];

    /// <summary>The slot that it is in now; null if it is in none.</summary>
    public SlotName? SlotNow => Segments.LastOrDefault(segment => segment.IsOpen)?.Slot;

    /// <summary>The test with one segment replaced.</summary>
    internal TestRun WithSegment(int index, Segment segment) =>
        this with { Segments = [.. Segments.Select((one, at) => at == index ? segment : one)] };
}
