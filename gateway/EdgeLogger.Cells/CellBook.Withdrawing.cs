using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cells.Rules;
using EdgeLogger.Cells.Store;

namespace EdgeLogger.Cells;

/// <summary>What was given to a test by mistake, taken out of it again.</summary>
public sealed partial class CellBook
{
    /// <summary>
    /// Takes a segment out of a test again. A file stays in the list, so that it is seen. A slot's segment goes, with those of
    /// boards that were replaced meanwhile: the test that ended where it began goes on until where it ended, else its rows have
    /// no test.
    /// </summary>
    /// <param name="test">The test's id.</param>
    /// <param name="index">The segment, from 0.</param>
    /// <param name="author">Who takes it out.</param>
    /// <exception cref="CellBookException">The segment does not exist, or is from before what the log has kept.</exception>
    public TestRun Withdraw(ulong test, int index, Author author) => Change(author, "withdraw", (store, put, _) =>
    {
        TestRun before = KnownTest(store, test);
        if (SegmentOf(before, index).Slot is not { } slot)
        {
            put(before, TestChanges.Withdrawn(before, index));
            return test;
        }

        Segment stay = TestChanges.StayOf(before, index);
        TestRun after = TestChanges.WithoutStay(before, slot, stay);
        put(before, after);
        if (store.TestsIn(slot).Find(other => other.Id != test && GoesOn(store, other, slot, stay)) is { } previous)
        {
            put(previous, TestChanges.GoneOn(previous, slot, stay));
        }

        return test;
    });

    // It ended where the other came, and neither it nor its cell has been anywhere since.
    private static bool GoesOn(BookStore store, TestRun test, SlotName slot, Segment stay)
    {
        long from = stay.From!.UtcMs;
        long to = stay.To?.UtcMs ?? long.MaxValue;
        return test.Segments.Any(segment => segment.Slot == slot && segment.To?.UtcMs == from)
            && (test.EndUtcMs ?? from) == from
            && !test.Segments.Any(segment => segment.From?.UtcMs >= from)
            && !store.TestsOf(test.Cell).Any(other => other.Id != test.Id
                && other.StartUtcMs < to && (other.EndUtcMs ?? long.MaxValue) > from);
    }
}
