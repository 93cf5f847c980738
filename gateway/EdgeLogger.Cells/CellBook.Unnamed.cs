using System;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cells.Rules;
using EdgeLogger.Cells.Store;

namespace EdgeLogger.Cells;

/// <summary>Cells that nobody has named yet.</summary>
public sealed partial class CellBook
{
    // What an earlier version imported: the file's bytes are not there any more.
    private const string NoHash = "not known";

    /// <summary>
    /// The test of a stream that an earlier version made of a cycler's file: a test of its own, of a cell that is named after the
    /// slot under which it was imported.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="slot">The slot that it was imported under.</param>
    public TestRun OpenUnnamedFile(ulong stream, SlotName slot) => Read(store => store.TestsWith(stream).FirstOrDefault())
        ?? Change(Author.Gateway, "open", (store, put, stamp) =>
        {
            SlotName place = slot.Checked();
            Cell cell = store.FindMigrated(place) is { } migrated && store.TestsOf(migrated.Id).Count == 0
                ? migrated
                : AddCell(store, new Cell
                { Name = FreeName(store, place.Board, $" slot {place.Slot}"), IsUnnamed = true }, stamp);
            TestRun test = NewTest(store, cell.Id);
            put(null, TestChanges.WithFile(test, stream, new ImportedFile(place.ToString(), NoHash).Checked(), 0));
            return test.Id;
        }, isLate: false);

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

        if (whenHeld != WhenHeld.Refuse && Holding(store, slot, from.UtcMs) is { Test: var held } && held.Id != except)
        {
            put(held, whenHeld == WhenHeld.End ? TestChanges.Ended(held, from) : TestChanges.Left(held, from));
        }
    }

    private static TestRun EndedEarlier(TestRun test, Edge at) => test with
    {
        EndUtcMs = at.UtcMs,
        Segments = [.. test.Segments.Where(segment => segment.From!.UtcMs < at.UtcMs).Select(segment =>
            segment.To is { } to && to.UtcMs <= at.UtcMs ? segment : segment with { To = TestChanges.In(segment.Stream, at) })],
    };
}
