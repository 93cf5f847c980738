using System.Collections.Generic;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Gateway.Output;

/// <summary>What is known of the cell that is in a slot.</summary>
/// <param name="Slot">The slot, BOARD/SLOT.</param>
/// <param name="Cell">The cell's name.</param>
/// <param name="Metadata">What is known now.</param>
/// <param name="History">Every change, in order.</param>
internal sealed record SlotState(string Slot, string Cell, CellMetadata Metadata, IReadOnlyList<CellChange> History)
{
    /// <summary>What a slot holds; null if nothing is known of it.</summary>
    public static SlotState? Of(CellBook book, SlotName slot) => book.InSlot(slot) is { } cell
        ? new SlotState(slot.ToString(), cell.Name.Text, cell.Metadata, book.ChangesOf(cell.Id))
        : null;
}
