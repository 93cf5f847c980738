using System;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Web.Finding;

namespace EdgeLogger.Web.Live;

/// <summary>
/// A cell as the page shows it. While nothing of it changes it stays the same object, so that a view can see by reference what to
/// draw.
/// </summary>
public sealed record CellLive
{
    /// <summary>What the gateway derived.</summary>
    public required CellSnapshot Snapshot { get; init; }

    /// <summary>The test as an address names it; null while the book is not read.</summary>
    public required TestReference? Reference { get; init; }

    /// <summary>It is in a slot, and nobody has named it.</summary>
    public bool IsUnnamed { get; init; }

    /// <summary>What the lab knows of it.</summary>
    public required CellMetadata Metadata { get; init; }

    /// <summary>What it is doing.</summary>
    public required CellState State { get; init; }

    /// <summary>When its newest row came, ms of <see cref="PageClock"/>; null if it is not known.</summary>
    public required long? NewestMs { get; init; }

    /// <summary>Number of the step under way, from 1.</summary>
    public required int Step { get; init; }

    /// <summary>
    /// The last complete cycle's discharge capacity over that of the cell's one reference cycle; null if it is not known.
    /// </summary>
    public required double? PlainRetention { get; init; }

    /// <summary>Open alerts about it.</summary>
    public required int OpenAlerts { get; init; }

    /// <summary>The gravest of them; null if there is none.</summary>
    public required Severity? Worst { get; init; }

    /// <summary>
    /// Its voltage of late, as points of an SVG polyline in a box of <see cref="SparkLine.Width"/> by
    /// <see cref="SparkLine.Height"/>.
    /// </summary>
    public required string Spark { get; init; }

    /// <summary>A test as an address names it; null while the book is not read.</summary>
    internal static TestReference? ReferenceOf(TestName? name) => name is null ? null : new TestReference(name.Cell, name.Number);

    /// <summary>A cell of which nothing but the name can be shown.</summary>
    public static CellLive Bad(CellSnapshot snapshot, TestReference? reference)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new CellLive
        {
            Snapshot = snapshot,
            Reference = reference,
            Metadata = new CellMetadata(),
            State = CellState.Faulty,
            NewestMs = null,
            Step = 1,
            PlainRetention = null,
            OpenAlerts = 0,
            Worst = null,
            Spark = "",
        };
    }

    /// <summary>The id of its test.</summary>
    public ulong Test => Snapshot.Cell.Id;

    /// <summary>What a person calls it: the cell's name, or its slot, BOARD/SLOT.</summary>
    public string Name => Snapshot.Cell.Name;

    /// <summary>The path of its view.</summary>
    public string Path => Reference?.Path ?? PagePath.OfSlot(Snapshot.Cell.Board, Snapshot.Cell.Slot);

    /// <summary>The rate of its current, 1 is 1C; null while the lab has not set what 1C is.</summary>
    public double? CRate => Metadata.CRate(Snapshot.Latest.CurrentA);

    /// <summary>Whether the current decays at a constant voltage.</summary>
    public bool IsConstantVoltage => Snapshot.Open is { ConstantVoltage: true } && State is CellState.Charging
        or CellState.Discharging;
}
