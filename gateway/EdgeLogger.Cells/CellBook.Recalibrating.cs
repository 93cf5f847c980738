using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;

namespace EdgeLogger.Cells;

/// <summary>Calibrations that are put right late.</summary>
public sealed partial class CellBook
{
    /// <summary>
    /// Puts a calibration right: the tests with rows that were measured by it are derived again. One that was put right before
    /// gets the new numbers.
    /// </summary>
    /// <param name="recalibration">The calibration and its right numbers, without an id.</param>
    /// <param name="author">Who puts it right.</param>
    /// <returns>The entry with its id; null if nothing has changed.</returns>
    /// <exception cref="CellBookException">A number or text is none, or the right numbers are the board's own.</exception>
    public Recalibration? Recalibrate(Recalibration recalibration, Author author) => Write(author, (store, stamp) =>
    {
        Recalibration right = recalibration.Checked();
        Recalibration? before = store.RecalibrationsOf(right.Slot).FirstOrDefault(right.IsOfSame);
        if (right.Is == right.Was)
        {
            throw new CellBookException("These are the numbers that the board has. "
                + (before is null ? "Give the right ones." : "Withdraw the entry to have them again."));
        }

        Recalibration after = right with { Id = before?.Id ?? RandomId.New(), IsWithdrawn = false };
        if (after == before)
        {
            return null;
        }

        store.Put(before, after, stamp("recalibrate"));
        return after;
    });

    /// <summary>Withdraws what was entered of a calibration: the board's numbers hold again.</summary>
    /// <param name="id">The entry's id.</param>
    /// <param name="author">Who withdraws it.</param>
    /// <exception cref="CellBookException">The entry does not exist, or it was withdrawn.</exception>
    public Recalibration WithdrawRecalibration(ulong id, Author author) => Write(author, (store, stamp) =>
    {
        Recalibration before = store.FindRecalibration(id) is { IsWithdrawn: false } known ? known : throw new CellBookException(
            $"No calibration is put right by an entry with the id {id:x16}. List the slot's calibrations to see those that are.");
        Recalibration after = before with { IsWithdrawn = true };
        store.Put(before, after, stamp("withdraw"));
        return after;
    });

    /// <summary>What has been put right of a slot's calibrations, by channel and numbers; also what was withdrawn.</summary>
    public IReadOnlyList<Recalibration> RecalibrationsOf(SlotName slot) => Read(store => store.RecalibrationsOf(slot));

    /// <summary>Each change of a calibration that was put right, in order.</summary>
    public IReadOnlyList<HistoryEntry> HistoryOfRecalibration(ulong id) =>
        Read(store => store.History(BookItem.Recalibration, id));
}
