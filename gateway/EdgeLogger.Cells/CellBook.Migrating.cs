using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Cells.Migration;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cells.Store;

namespace EdgeLogger.Cells;

/// <summary>What an earlier version kept of cells, by slot.</summary>
public sealed partial class CellBook
{
    /// <summary>
    /// Makes a cell of each slot of which the directory's cells.jsonl says something, named after it ("bench-01 slot 0"), with
    /// authors and times of all changes. The first test that opens by itself in the slot is that cell's. The file stays as
    /// cells.jsonl.migrated.
    /// </summary>
    /// <returns>The names of the cells that were made; none if there is no such file.</returns>
    /// <exception cref="InvalidDataException">A line cannot be read; nothing has been migrated.</exception>
    public IReadOnlyList<CellName> MigrateSlotBook()
    {
        string path = Path.Combine(Path.GetDirectoryName(_path)!, SlotBook.FileName);
        if (!File.Exists(path))
        {
            return [];
        }

        IReadOnlyList<IGrouping<SlotName, SlotChange>> slots = SlotBook.Read(path);
        IReadOnlyList<CellName> made =
            Write(Author.Gateway, (store, _) => slots.Select(slot => Migrate(store, slot)).OfType<CellName>().ToList());
        File.Move(path, path + ".migrated", overwrite: true);
        return made;
    }

    private static CellName? Migrate(BookStore store, IGrouping<SlotName, SlotChange> changes)
    {
        SlotName slot = changes.Key;
        if (store.FindMigrated(slot) is not null)
        {
            // The program ended after the commit and before the file had its new name.
            return null;
        }

        Cell? before = null;
        foreach (SlotChange change in changes)
        {
            Cell known = before ?? new Cell
            {
                Id = RandomId.New(),
                Name = FreeName(store, slot.Board, $" slot {slot.Slot}"),
                MigratedFrom = slot.ToString(),
                IsUnnamed = true
            };
            Cell after = (known with { Metadata = change.Known }).Checked();
            store.Put(before, after, new Stamp(change.At.ToUnixTimeMilliseconds(), change.Author, "migrate"));
            before = after;
        }

        return before?.Name;
    }
}
