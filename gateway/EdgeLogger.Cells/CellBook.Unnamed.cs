using System;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cells.Rules;
using EdgeLogger.Cells.Store;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cells;

/// <summary>Cells that nobody has named yet.</summary>
public sealed partial class CellBook
{
    // What an earlier version imported: the file's bytes are not there any more.
    private const string NoHash = "not known";

    /// <summary>
    /// The test of a stream that was made of a cycler's file: a test of its own, of a cell that is named after the
    /// slot under which it was imported.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="slot">The slot that it was imported under.</param>
    /// <param name="file">The file; null: it is not known any more.</param>
    public TestRun OpenUnnamedFile(ulong stream, SlotName slot, ImportedFile? file = null) =>
        Read(store => store.TestsWith(stream).FirstOrDefault())
        ?? Change(Author.Gateway, "open", (store, put, stamp) =>
        {
            SlotName place = slot.Checked();
            Cell cell = store.FindMigrated(place) is { } migrated && store.TestsOf(migrated.Id).Count == 0
                ? migrated
                : AddCell(store, new Cell
                { Name = FreeName(store, place.Board, $" slot {place.Slot}"), IsUnnamed = true }, stamp);
            TestRun test = NewTest(store, cell.Id);
            put(null, TestChanges.WithFile(test, stream, (file ?? new ImportedFile(place.ToString(), NoHash)).Checked(), 0));
            return test.Id;
        }, isLate: false);

    /// <summary>
    /// Changes what is known of the cell that is in a slot now; of an empty slot that of the cell whose rows will come from it
    /// first, while nobody has named another.
    /// </summary>
    /// <param name="slot">The slot.</param>
    /// <param name="change">Makes what is known out of what was known.</param>
    /// <param name="author">Who changes it.</param>
    /// <returns>The cell; null if nothing has changed.</returns>
    /// <exception cref="CellBookException">The slot cannot be, or a text or number is none.</exception>
    public Cell? SetSlot(SlotName slot, Func<CellMetadata, CellMetadata> change, Author author)
    {
        SlotName place = slot.Checked();
        ulong cell = 0;
        Together(_ =>
        {
            if (InSlot(place) is { } there)
            {
                cell = there.Id;
                return;
            }

            CellName name = Read(store => FreeName(store, place.Board, $" slot {place.Slot}"));
            cell = Write(author, (store, stamp) => AddCell(
                store, new Cell { Name = name, IsUnnamed = true, MigratedFrom = place.ToString() }, stamp("add"))).Id;
        });
        return Set(cell, was => was with { Metadata = change(was.Metadata) }, author);
    }

    /// <summary>
    /// The cell that is in a slot now, else the one whose rows will come from it first, else the one of a file that was imported
    /// under its name; null if there is none.
    /// </summary>
    public Cell? InSlot(SlotName slot) => Read(store =>
        store.TestsIn(slot).Find(test => test.SlotNow == slot) is { } running ? store.FindCell(running.Cell)
        : store.FindMigrated(slot) is { } waiting && store.TestsOf(waiting.Id).Count == 0 ? waiting
        : store.FindCell(CellName.From(slot.Board, $" slot {slot.Slot}")) is { IsUnnamed: true } imported
            && store.TestsOf(imported.Id).All(test => test.Segments.All(segment => segment.File is not null)) ? imported
        : null);

    /// <summary>
    /// Tests in a slot make room for another: those of unnamed cells in any case, another by the caller's choice. A test of an
    /// unnamed cell that began later than the other is left without rows: they are the other's.
    /// </summary>
    private static void MakeRoom(BookStore store, Action<TestRun?, TestRun> put, SlotName slot, Edge from, long? untilUtcMs,
        WhenHeld whenHeld, ulong except = 0)
    {
        foreach (TestRun unnamed in store.TestsIn(slot).Where(test => test.Id != except
            && store.FindCell(test.Cell) is { IsUnnamed: true }
            && test.Segments.All(segment => segment.Slot == slot)
            && (test.EndUtcMs ?? long.MaxValue) > from.UtcMs && test.StartUtcMs < (untilUtcMs ?? long.MaxValue)))
        {
            put(unnamed, unnamed.StartUtcMs >= from.UtcMs
                ? unnamed with { Segments = [], StartUtcMs = null, EndUtcMs = null }
                : EndedEarlier(unnamed, from));
        }

        if (Holding(store, slot, Moment.Checked(from.UtcMs)) is { Test: var held } && held.Id != except)
        {
            put(held, whenHeld == WhenHeld.Refuse ? throw new SlotHeldException(slot, Label(store, held), from.UtcMs)
                : whenHeld == WhenHeld.End ? TestChanges.Ended(held, from) : TestChanges.Left(held, from));
        }
    }

    private static TestRun EndedEarlier(TestRun test, Edge at) => test with
    {
        EndUtcMs = at.UtcMs,
        Segments = [.. test.Segments.Where(segment => segment.From!.UtcMs < at.UtcMs).Select(segment =>
            segment.To is { } to && to.UtcMs <= at.UtcMs ? segment : segment with { To = TestChanges.In(segment.Stream, at) })],
    };
}
