using System;
using System.Collections.Frozen;
using System.Collections.Generic;

namespace EdgeLogger.Web.Live;

/// <summary>All cells as they stood at one moment. Never changes.</summary>
public sealed class FleetSnapshot
{
    private readonly FrozenDictionary<string, CellLive> _byName;

    /// <param name="cells">The cells, by board and slot.</param>
    public FleetSnapshot(IReadOnlyList<CellLive> cells)
    {
        Cells = cells;
        _byName = cells.ToFrozenDictionary(cell => cell.Name, StringComparer.Ordinal);
    }

    /// <summary>Nothing has come yet.</summary>
    public static FleetSnapshot Empty { get; } = new([]);

    /// <summary>The cells, by board and slot; of one whose board began a new stream, the newest.</summary>
    public IReadOnlyList<CellLive> Cells { get; }

    /// <summary>A cell by BOARD/SLOT; null if nothing has come from it.</summary>
    public CellLive? Find(string name) => _byName.GetValueOrDefault(name);
}
