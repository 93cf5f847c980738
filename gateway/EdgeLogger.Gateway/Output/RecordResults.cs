using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Gateway.Analysis;
using EdgeLogger.Records.Rows;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Gateway.Output;

/// <summary>What the engine found in one record, ready to print.</summary>
/// <param name="File">The record's file, as the user named it.</param>
/// <param name="Rows">Rows of the record.</param>
/// <param name="Halves">Half cycles in order, the open one last.</param>
/// <param name="Cycles">Cycles in order.</param>
/// <param name="Flags">What to know of the record as a whole.</param>
public sealed record RecordResults(
    string File, long Rows, IReadOnlyList<HalfCycle> Halves, IReadOnlyList<Cycle> Cycles, QualityFlags Flags)
{
    /// <summary>What is known of the cell: it scales what is shown.</summary>
    public CellMetadata Metadata { get; init; } = new();

    /// <summary>Trends over the closed cycles; null if none were taken.</summary>
    public CellTrends? Trends { get; init; }

    /// <summary>Steps in order; empty if none were kept.</summary>
    public IReadOnlyList<Step> Steps { get; init; } = [];

    /// <summary>What the record holds beside cycling.</summary>
    public TechniqueResults Techniques { get; init; } = TechniqueResults.None;

    /// <summary>Makes diffusion coefficients absolute; null: they stay relative.</summary>
    public ElectrodeGeometry? Geometry { get; init; }

    /// <summary>The file's format, as it was recognised.</summary>
    public string Format { get; init; } = "";

    /// <summary>What the importer concluded, in words.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How the sign of the current was read.</summary>
    public CurrentSign Sign { get; init; }

    /// <summary>The half cycles as their quantities are taken from them.</summary>
    public IReadOnlyList<HalfEntry> HalfEntries => [.. Halves.Select(half => new HalfEntry(File, half, Metadata))];

    /// <summary>The cycles as their quantities are taken from them.</summary>
    public IReadOnlyList<CycleEntry> CycleEntries =>
        [.. Cycles.Select(cycle => new CycleEntry(File, cycle, Metadata) { Reference = Trends?.Reference })];

    /// <summary>The steps as their quantities are taken from them.</summary>
    public IReadOnlyList<StepEntry> StepEntries => [.. Steps.Select(step => new StepEntry(File, step))];
}
