using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Results.Notes;
using EdgeLogger.Results.Quantities;
using EdgeLogger.Results.Rows;

namespace EdgeLogger.Results.Export;

/// <summary>Notes that concern a test: on it, on its cell and on its cohort.</summary>
public static class NoteExport
{
    /// <summary>Writes a test's notes, the oldest moment first.</summary>
    /// <returns>Notes written.</returns>
    public static long Write(CellBook book, DerivedStore store, TestKey cell, ExportSpan span, QuantityRows<NoteEntry> rows)
    {
        if (book.FindTest(cell.Id) is not { } test)
        {
            return 0;
        }

        TestDates dates = store.DatesOf(cell.Id);
        CycleSpan[] cycles = [.. store.Cycles(cell.Id).Select(cycle => CycleSpan.Of(cycle, dates))];
        long written = 0;
        foreach (Note note in book.NotesAbout(test).Where(note => span.Holds(note.AtUtcMs)))
        {
            rows.Write(new NoteEntry(cell.Name, note, NotePlace.Of(note.AtUtcMs, cycles).Cycle));
            written++;
        }

        return written;
    }
}
