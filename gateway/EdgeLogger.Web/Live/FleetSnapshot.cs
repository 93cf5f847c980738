using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Book;

namespace EdgeLogger.Web.Live;

/// <summary>All cells as they stood at one moment. Never changes.</summary>
public sealed class FleetSnapshot
{
    private readonly FrozenDictionary<string, CellLive> _byName;

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
        _byName = cells.ToFrozenDictionary(cell => cell.Name, StringComparer.Ordinal);
    }

    /// <summary>Nothing has come yet.</summary>
    public static FleetSnapshot Empty { get; } = new(DateTimeOffset.UnixEpoch, [], [], []);

    /// <summary>When it was made.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The cells, by board and slot; of one whose board began a new stream, the newest.</summary>
    public IReadOnlyList<CellLive> Cells { get; }

    /// <summary>Open alerts about anything, the gravest first.</summary>
    public IReadOnlyList<Alert> OpenAlerts { get; }

    /// <summary>Why not everything that arrives is being kept, in words; empty if it is.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>A cell by its name; null if nothing has come from it.</summary>
    public CellLive? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The cell that is in a slot; null if nothing has come from it.</summary>
    public CellLive? In(string board, int slot) => Cells.FirstOrDefault(
        cell => cell.Snapshot.Cell.Slot == slot && cell.Snapshot.Cell.Board == board);
}
