using System;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Cells.Many;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Web.Components.Cell;
using EdgeLogger.Web.Finding;

namespace EdgeLogger.Web.Tests;

/// <summary>What stands in an address leads to its own test, and to no other one of the same slot or name.</summary>
public sealed class TestAddressTests : IAsyncLifetime
{
    private const long StartMs = 1_767_225_600_000;
    private const long HourMs = 3_600_000;

    private static readonly Author Somebody = new("ana");

    private ServedPage _page = null!;

    public async ValueTask InitializeAsync() => _page = await ServedPage.StartAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Theory]
    [InlineData("WJK-0412")]
    [InlineData("W\u00fcrfel 1, left")]
    [InlineData("a&b=c;d@\"<x>'")]
    [InlineData("\u7535\u6c60 \ud83d\udd0b")]
    [InlineData("..a\\b:1")]
    public async Task A_cells_label_leads_to_its_running_test_whatever_it_is_called(string name)
    {
        Start(name, "bench-01/0", 0);
        Start("other", "bench-01/0", 1);
        TestRun second = Start(name, "bench-01/0", 2);
        Assert.Equal($"{name}, test 2", await TitleAsync(PagePath.OfCell(name)));
        Assert.Equal(name, await TitleAsync(PagePath.OfTest(name, 1)));
        Assert.Equal($"{name}, test 2", await TitleAsync(PagePath.OfTest(name, 2)));
        Assert.Equal($"{name}, test 2", await TitleAsync("/slots/bench-01/0"));
        TestReference reference = new(name, 2);
        Assert.Equal([reference],
            CompareQuery.Of(new Uri(_page.Url, CompareQuery.AddressOf([reference], CycleQuantity.All[0]))).Tests);
        Assert.Equal(second.Id, _page.Seen.Tests.Test(reference)!.Id);
    }

    [Fact]
    public async Task A_label_of_a_cell_without_a_running_test_says_what_is_so_and_what_to_do()
    {
        _page.Cells.Add(new Cell { Name = CellName.Parse("WJK-1") }, Somebody);
        Assert.Contains("edgelogger cell start BOARD/SLOT --cell WJK-1", await _page.TextAsync("/cells/WJK-1"),
            StringComparison.Ordinal);
        TestRun test = Start("WJK-1", "bench-01/0", 0);
        _page.Cells.End(test.Id, new Edge(StartMs + HourMs), Somebody);
        Assert.Contains("This test ended at 2026-01-01 01:00:00 UTC.", await _page.TextAsync("/cells/WJK-1"),
            StringComparison.Ordinal);
        Assert.Contains("There is no cell WJK-2", await _page.TextAsync("/cells/WJK-2"), StringComparison.Ordinal);
        Assert.Contains("WJK-1 has no test 2.", await _page.TextAsync("/tests/WJK-1/2"), StringComparison.Ordinal);
        Assert.Contains("No test runs in bench-01/0 now", await _page.TextAsync("/slots/bench-01/0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_link_finds_a_cell_that_has_another_name_now()
    {
        TestRun test = Start("WJK-1", "bench-01/0", 0);
        _page.Cells.Set(test.Cell, was => was with { Name = CellName.Parse("WJK-1b") }, Somebody);
        string page = await _page.TextAsync("/tests/WJK-1/1");
        Assert.Contains("<h1>WJK-1b</h1>", page, StringComparison.Ordinal);
        Assert.Contains("WJK-1 is called WJK-1b now.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_finds_cells_cohorts_and_notes_and_a_scanned_name_leads_to_its_cell()
    {
        TestRun test = Start("W\u00fcrfel 1", "bench-01/0", 0);
        Start("WJK-2", "bench-01/1", 0);
        _page.Cells.Set(test.Cell, was => was with { Metadata = was.Metadata with { Cohort = "wet/dry" } }, Somebody);
        _page.Cells.AddNote(NoteSubject.OfTest(test.Id), StartMs, "pressure to 75 MPa", Somebody);
        _page.Cells.AddNote(NoteSubject.OfCohort("wet/dry"), StartMs, "new slurry", Somebody);

        using HttpResponseMessage scanned = await _page.GetAsync("/search?q=" + Uri.EscapeDataString(" w\u00fcrfel 1 "));
        Assert.Equal("/cells/W%C3%BCrfel%201", new Uri(_page.Url, scanned.Headers.Location!).AbsolutePath);
        string cohort = await _page.TextAsync("/search?q=dry");
        Assert.Contains("href=\"/cells/W%C3%BCrfel%201\"", cohort, StringComparison.Ordinal);
        Assert.DoesNotContain("WJK-2", cohort, StringComparison.Ordinal);
        string notes = WebUtility.HtmlDecode(await _page.TextAsync("/search?q=75+mpa"));
        Assert.Contains("href=\"/tests/W%C3%BCrfel%201/1?from=2025-12-31T23:45:00Z&to=2026-01-01T00:15:00Z\"", notes,
            StringComparison.Ordinal);
        Assert.Contains("note on the test, 2026-01-01 00:00:00 UTC, ana:", notes, StringComparison.Ordinal);
        // Of a moment at which no test of the cell ran there are no traces.
        _page.Cells.AddNote(NoteSubject.OfCell(test.Cell), StartMs - HourMs, "glued", Somebody);
        Assert.Contains("href=\"/tests/W%C3%BCrfel%201/1?tab=events\"", await _page.TextAsync("/search?q=glued"),
            StringComparison.Ordinal);
        Assert.Contains("href=\"/?q=wet%2Fdry\"", await _page.TextAsync("/search?q=slurry"), StringComparison.Ordinal);
        Assert.Contains("has nothing with all of these words", await _page.TextAsync("/search?q=nowhere"),
            StringComparison.Ordinal);
        Assert.DoesNotContain("has nothing", await _page.TextAsync("/search"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slot_whose_new_test_has_no_row_is_on_the_fleet_and_gives_nothing_of_the_test_before()
    {
        TestRun before = Start("WJK-1", "bench-01/0", 0);
        _page.Store.Write([new CellUpdate(new TestKey(before.Id, "bench-01", 0), [], [], [])]);
        Assert.Equal(HttpStatusCode.OK, (await _page.GetAsync("/api/cells/bench-01/0/cycles")).StatusCode);
        TestRun now = Start("WJK-2", "bench-01/0", 1);
        using HttpResponseMessage none = await _page.GetAsync("/api/cells/bench-01/0/cycles");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Contains("No row of WJK-2 has come from bench-01/0 yet",
            await none.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("[]", await _page.TextAsync($"/api/tests/{before.Id:x16}/cycles"));
        Assert.Equal("[]", await _page.TextAsync($"/api/tests/{now.Id:x16}/cycles"));
        Assert.Equal(HttpStatusCode.NotFound, (await _page.GetAsync($"/api/tests/{now.Id:x16}/export")).StatusCode);
        using JsonDocument state = JsonDocument.Parse(await _page.TextAsync($"/api/tests/{now.Id:x16}"));
        Assert.Equal(("WJK-2", "/tests/WJK-2/1", "bench-01/0"), (state.RootElement.GetProperty("cell").GetString(),
            state.RootElement.GetProperty("page").GetString(), state.RootElement.GetProperty("slot").GetString()));

        string fleet = await _page.TextAsync("/");
        for (; !fleet.Contains("No rows yet from bench-01/0", StringComparison.Ordinal); fleet = await _page.TextAsync("/"))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Contains("href=\"/tests/WJK-2/1\"", fleet, StringComparison.Ordinal);
        Assert.DoesNotContain("WJK-1", fleet, StringComparison.Ordinal);
    }

    private TestRun Start(string cell, string slot, int hour) =>
        _page.Cells.Start(new TestLine(cell, slot, StartMs + (hour * HourMs)), Somebody, WhenHeld.End);

    private async Task<string> TitleAsync(string path)
    {
        string page = await _page.TextAsync(path);
        int begin = page.IndexOf("<h1>", StringComparison.Ordinal) + 4;
        return WebUtility.HtmlDecode(page[begin..page.IndexOf("</h1>", begin, StringComparison.Ordinal)]);
    }
}
