using System;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Web.Live;

namespace EdgeLogger.Web.Tests;

/// <summary>The page's own work in the background, made to fail for a while.</summary>
public sealed class LiveLoopTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_gateway_that_cannot_be_asked_how_it_is_is_named_by_the_page_until_it_can()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        page.IsStatusBroken = true;
        await UntilAsync(() => HasProblem(page, "problems on the page"));
        page.IsStatusBroken = false;
        await UntilAsync(() => page.Loops.Problems.Count == 0);
    }

    [Fact]
    public async Task A_book_of_cells_that_cannot_be_read_is_named_by_the_page_and_its_cells_are_shown()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        page.Cells.Dispose();
        await UntilAsync(() => HasProblem(page, "tests without rows on the page"));
        Assert.Contains("No cell has sent anything yet", await page.TextAsync("/"), StringComparison.Ordinal);
        Assert.False(HasProblem(page, "live page"));
    }

    [Fact]
    public async Task A_view_that_breaks_on_a_snapshot_is_named_and_the_next_snapshots_come()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        await using LiveFleet fleet = new(page.Seen);
        bool isBroken = true;
        int reported = 0;
        using IDisposable subscription =
            fleet.Subscribe(_ => reported += isBroken ? throw new InvalidOperationException("made to fail") : 1);
        fleet.Start();
        await UntilAsync(() => ChangeUntil(page, () => HasProblem(page, "live page")));
        isBroken = false;
        await UntilAsync(() => ChangeUntil(page, () => reported > 0 && page.Loops.Problems.Count == 0));
    }

    [Fact]
    public async Task A_note_that_another_program_writes_makes_a_snapshot_of_a_fleet_in_which_nothing_else_happens()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        page.Cells.Add(new Cell { Name = CellName.Parse("WJK-1") }, new Author("ana"));
        await using LiveFleet fleet = new(page.Seen);
        int snapshots = 0;
        using IDisposable subscription = fleet.Subscribe(_ => snapshots++);
        fleet.Start();
        Assert.Equal(page.Cells.Version, fleet.Now.BookVersion);
        using CellBook other = CellBook.Open(page.Directory, TimeProvider.System);
        NoteSubject cell = NoteSubject.OfCell(other.Find(CellName.Parse("WJK-1"))!.Id);
        other.AddNote(cell, 1_782_900_000_000, "pressure to 75 MPa", new Author("ben"));
        await UntilAsync(() => snapshots > 0 && fleet.Now.BookVersion == other.Version);
    }

    // Every look at a gateway with another problem makes another snapshot.
    private static bool ChangeUntil(ServedPage page, Func<bool> isSo)
    {
        page.Problems = [$"problem {page.Problems.Count + 1}", .. page.Problems];
        return isSo();
    }

    private static bool HasProblem(ServedPage page, string work) =>
        page.Loops.Problems.Any(problem => problem.Contains($"'{work}'", StringComparison.Ordinal));

    private static async Task UntilAsync(Func<bool> isSo)
    {
        long beganAt = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(beganAt) < Patience, "it did not happen");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
