using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Web.Finding;

namespace EdgeLogger.Web.Live;

/// <summary>All cells as they stood at one moment. Never changes.</summary>
public sealed class FleetSnapshot
{
    private readonly FrozenDictionary<ulong, CellLive> _byTest;

    /// <param name="at">When.</param>
    /// <param name="cells">The cells, by board and slot.</param>
    /// <param name="openAlerts">Open alerts about anything, the gravest first.</param>
    /// <param name="problems">Why not everything that arrives is being kept, in words.</param>
    public FleetSnapshot(DateTimeOffset at, IReadOnlyList<CellLive> cells, IReadOnlyList<Alert> openAlerts,
        IReadOnlyList<string> problems)
    {
        At = at;
        Cells = cells;
        OpenAlerts = openAlerts;
        Problems = problems;
        _byTest = cells.ToFrozenDictionary(cell => cell.Test);
    }

    /// <summary>Nothing has come yet.</summary>
    public static FleetSnapshot Empty { get; } = new(DateTimeOffset.UnixEpoch, [], [], []);

    /// <summary>When it was made.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The cells, by board and slot: those in a slot, and imported ones.</summary>
    public IReadOnlyList<CellLive> Cells { get; }

    /// <summary>Tests that are in a slot and of which no row has come, by board and slot.</summary>
    public IReadOnlyList<FoundTest> Waiting { get; init; } = [];

    /// <summary>
    /// The version of the book of cells: a snapshot is made after each change of it, also one by another program.
    /// </summary>
    public long BookVersion { get; init; }

    /// <summary>Open alerts about anything, the gravest first.</summary>
    public IReadOnlyList<Alert> OpenAlerts { get; }

    /// <summary>Why not everything that arrives is being kept, in words; empty if it is.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>The cell of a test; null if the test is in no slot, or nothing has come from it.</summary>
    public CellLive? Find(ulong test) => _byTest.GetValueOrDefault(test);
}
