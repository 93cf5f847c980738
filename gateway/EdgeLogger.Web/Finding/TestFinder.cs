using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Web.Finding;

/// <summary>
/// From what stands in an address to the test with its id: the only way by which page and API find one. A former name of a cell
/// finds it as its present name does.
/// </summary>
/// <param name="book">The book of cells.</param>
/// <param name="results">Their results.</param>
public sealed class TestFinder(CellBook book, DerivedStore results)
{
    /// <summary>The cell of a name that it has or has had; null if there is none.</summary>
    public FoundCell? Cell(string name) => Named(name) is { } cell ? new FoundCell(cell, Tests(cell)) : null;

    /// <summary>The test of an address; null if there is none.</summary>
    public FoundTest? Test(TestReference reference) => Cell(reference.Cell)?.Test(reference.Number);

    /// <summary>The test of an id; null if there is none.</summary>
    public FoundTest? Test(ulong id) => book.FindTest(id) is { } run && book.Find(run.Cell) is { } cell ? Found(run, cell) : null;

    /// <summary>The tests that have been in a slot, by their begin there.</summary>
    public IReadOnlyList<FoundTest> In(string board, int slot) =>
        [.. book.TestsIn(new SlotName(board, slot)).Select(run => Found(run, book.Find(run.Cell)!))];

    /// <summary>The test that runs in a slot; null if none does.</summary>
    public FoundTest? RunningIn(string board, int slot) =>
        In(board, slot).LastOrDefault(test => test.Run.SlotNow == new SlotName(board, slot));

    /// <summary>
    /// The cell whose rows a slot has, will have first, or had as a file that was imported under its name; null if there is none.
    /// </summary>
    public FoundCell? CellIn(string board, int slot) =>
        book.InSlot(new SlotName(board, slot)) is { } cell ? new FoundCell(cell, Tests(cell)) : null;

    private Cell? Named(string name)
    {
        try
        {
            return book.Find(CellName.Parse(name));
        }
        catch (CellBookException)
        {
            // No cell can have it.
            return null;
        }
    }

    // What the gateway opened for rows that turned out to be another test's is left without any.
    private FoundTest[] Tests(Cell cell) =>
        [.. book.TestsOf(cell.Id).Where(run => run.Segments.Count > 0).Select(run => Found(run, cell))];

    private FoundTest Found(TestRun run, Cell cell)
    {
        TestName name = BookNames.Of(book.PlanOf(run.Id)!);
        return new FoundTest(run, cell, name.On(results.Find(run.Id) ?? new TestKey(run.Id, name.Board ?? "", name.Slot)));
    }
}
