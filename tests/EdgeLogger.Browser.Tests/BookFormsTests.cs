using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeLogger.Browser.Tests;

/// <summary>
/// What an operator changes of the book of cells from the page, on a real gateway: on a phone at the fixture, and at a desk.
/// </summary>
[Collection(OperatedCollection.Name)]
public sealed class BookFormsTests(RunningDemo demo, OperatedGateway gateway) : IDisposable
{
    private const string Board = "bench-21";
    private const string First = "WJK-0501";
    private const string Second = "Zelle 2, links";

    // A browser that reads a label: what its camera sees is drawn here, and the code is as the labels have it.
    private const string ReadingCamera = """
        window.BarcodeDetector = class {
          static getSupportedFormats() { return Promise.resolve(['qr_code']); }
          detect() { return Promise.resolve([{ rawValue: 'https://lab.example/cells/Zelle%202%2C%20links' }]); }
        };
        navigator.mediaDevices.getUserMedia = () => {
          const canvas = document.createElement('canvas');
          canvas.getContext('2d').fillRect(0, 0, 10, 10);
          return Promise.resolve(canvas.captureStream());
        };
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-forms-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_test_is_started_at_the_fixture_swapped_by_a_label_that_is_read_and_ended_each_after_its_preview()
    {
        await using Visitor visitor = await gateway.VisitAsync(demo, OperatedGateway.Operator, Screen.Phone, $"/slots/{Board}/0");
        IPage page = visitor.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = $"Start a test in {Board}/0" }).ClickAsync();
        await page.Locator("#cell").FillAsync(First);
        await page.GetByLabel("Active mass, mg").FillAsync("6020");
        await PreviewAsync(page);
        await Expect(Problem(page)).ToContainTextAsync("6.02 g of active mass? Give a tick at 'This mass is right'");
        await visitor.AssertFitsAsync();
        await visitor.AssertAccessibleAsync();
        // As a European keyboard has it, which a browser's own field for numbers makes 602 of, or 6020.
        ILocator mass = page.GetByLabel("Active mass, mg");
        await mass.FillAsync("");
        await mass.PressSequentiallyAsync("6,020");
        await PreviewAsync(page);
        await Expect(page.Locator(".field-problem")).ToHaveTextAsync("'6,020' can be 6.020 or 6020. Write it with a point.");
        await mass.FillAsync("");
        await mass.PressSequentiallyAsync("6,02");
        await PreviewAsync(page);
        await Expect(mass).ToHaveValueAsync("6.02");
        await Expect(Effects(page)).ToHaveTextAsync([new Regex($"^{First}, test 1: would be started")]);
        Assert.Null(CellOf(First));
        // What was previewed is applied, and nothing else.
        await page.Locator("#cohort").FillAsync("A");
        await page.GetByText("Start the test").ClickAsync();
        await Expect(Problem(page)).ToContainTextAsync("changed after it was previewed");
        Assert.Null(CellOf(First));
        await page.GetByText("Start the test").ClickAsync();
        await Expect(Done(page)).ToContainTextAsync($"{First}, test 1");
        // Ready for the next one, and read on from what was done.
        await Expect(Done(page)).ToBeFocusedAsync();
        await Expect(page.Locator("#cell")).ToHaveValueAsync("");
        await Expect(page.Locator("#cohort")).ToHaveValueAsync("");
        await visitor.PictureAsync("start-test");
        Assert.Equal((6.02, "A"), (CellOf(First)!.Metadata.ActiveMassMg, CellOf(First)!.Metadata.Cohort));

        await page.AddInitScriptAsync(ReadingCamera);
        await visitor.OpenAsync($"/slots/{Board}/0/start");
        await page.GetByText("Read a label").ClickAsync();
        await Expect(page.Locator("#cell")).ToHaveValueAsync(Second);
        await page.GetByLabel("Copy from a sibling").FillAsync(First);
        await page.GetByText("Copy", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator("#cohort")).ToHaveValueAsync("A");
        await Expect(page.GetByLabel("Active mass, mg")).ToHaveValueAsync("");
        await PreviewAsync(page);
        await Expect(Problem(page)).ToContainTextAsync($"{Board}/0 holds {First}, test 1");
        await page.GetByLabel("ends at that moment").ClickAsync();
        await PreviewAsync(page);
        await Expect(Effects(page)).ToHaveCountAsync(2);
        await page.GetByText("Start the test").ClickAsync();
        await Expect(Done(page)).ToContainTextAsync($"{Second}, test 1");
        Assert.NotNull(TestOf(First).EndUtcMs);
        await visitor.OpenAsync("/");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "No rows yet" })).ToContainTextAsync(Second);

        await page.GetByRole(AriaRole.Link, new() { Name = Second }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Test", Exact = true }).ClickAsync();
        await page.GetByText("Preview the end").ClickAsync();
        await Expect(Effects(page)).ToHaveTextAsync([new Regex($"^{Second}, test 1: would be derived again")]);
        await visitor.AssertFitsAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("test-forms");
        await page.GetByText("End the test", new() { Exact = true }).Last.ClickAsync();
        await Expect(Done(page)).ToContainTextAsync(Second);
        Assert.NotNull(TestOf(Second).EndUtcMs);
        await page.GetByText("Preview the correction").ClickAsync();
        await Expect(Problem(page)).ToHaveTextAsync("When did it begin? Give its time, in UTC.");
        await page.Locator("#side").SelectOptionAsync("To");
        await page.GetByLabel("It has not ended yet").CheckAsync();
        await page.GetByText("Preview the correction").ClickAsync();
        await page.GetByText("Correct it", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-segments] tbody tr")).ToContainTextAsync(["runs"]);
        Assert.Null(TestOf(Second).EndUtcMs);
        Assert.Equal(["correct test", "end test", "start test", "start test"], gateway.Audit()
            .Where(entry => entry.Who == OperatedGateway.Operator && entry.Subject is First + ", test 1" or Second + ", test 1")
            .Select(entry => entry.Action));
    }

    [Fact]
    public async Task Forty_tests_are_started_from_a_pasted_table_once_its_wrong_line_is_corrected_and_a_file_is_imported()
    {
        await using Visitor visitor = await gateway.VisitAsync(demo, OperatedGateway.Operator, Screen.Desktop, "/start-tests");
        IPage page = visitor.Page;
        string table = "cell,slot,mass_mg,cohort\n" + string.Concat(
            Enumerable.Range(0, 40).Select(i => $"R-{i:00},rack-{i / 4}/{i % 4},{(i == 17 ? "6 mg" : "6.02")},rack\n"));
        await page.GetByText("Columns", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-columns] tbody tr").Nth(3)).ToHaveTextAsync(new Regex("^mass_mg ?mg.*6\\.02$"));
        await page.GetByLabel("Or the table, pasted").FillAsync(table);
        await page.GetByText("Check", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-refused]")).ToHaveTextAsync([new Regex("^'6 mg' is not a number")]);
        await Expect(page.Locator("[data-lines] tbody tr:not([data-refused])")).ToHaveCountAsync(40);
        await Expect(page.Locator("[data-apply]")).ToHaveCountAsync(0);
        await visitor.AssertFitsAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("start-tests");
        await page.GetByLabel("Or the table, pasted").FillAsync(table.Replace("6 mg", "6", StringComparison.Ordinal));
        await page.GetByText("Check", new() { Exact = true }).ClickAsync();
        await page.GetByText("Start 40 tests").ClickAsync();
        await Expect(Done(page)).ToContainTextAsync("40 tests started.");
        await Expect(Done(page)).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Or the table, pasted")).ToHaveValueAsync("");
        Assert.Equal(6, CellOf("R-17")!.Metadata.ActiveMassMg);

        string formation = Path.Combine(_directory, "formation.csv");
        RecordMaker.Write(formation, cycles: 2, currentA: 0.001, halfS: 3600);
        await visitor.OpenAsync(PagePath.OfTest("R-17", 1) + "?tab=test");
        await page.GetByText("Import", new() { Exact = true }).ClickAsync();
        await Expect(Problem(page)).ToHaveTextAsync("Choose a file first.");
        await page.Locator("#import-file").SetInputFilesAsync(formation);
        await page.GetByText("Import", new() { Exact = true }).ClickAsync();
        await Expect(Done(page)).ToContainTextAsync(
            new Regex("^formation.csv is in R-17, test 1: \\d+ rows, 1 closed cycle in the test"));
        await Expect(page.Locator("#import-file")).ToHaveValueAsync("");
        await Expect(page.Locator("[data-segments] tbody tr")).ToContainTextAsync(["formation.csv", "rack-4/1"]);

        await page.Locator("#segment").SelectOptionAsync("1");
        await page.GetByText("Preview without the file").ClickAsync();
        await page.GetByText("Take the file out", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-segments] tbody tr").First).ToContainTextAsync("taken out");
        await page.Locator("#move-slot").FillAsync("rack-20/0");
        await page.GetByText("Preview the move").ClickAsync();
        await page.GetByText("Move the test").ClickAsync();
        await Expect(page.Locator("[data-segments] tbody tr").Last).ToContainTextAsync("rack-20/0");
        Assert.Equal("rack-20/0", TestOf("R-17").SlotNow?.ToString());
    }

    [Fact]
    public async Task A_viewer_is_offered_no_form_that_changes_the_book()
    {
        await using Visitor visitor = await gateway.VisitAsync(
            demo, OperatedGateway.Viewer, Screen.Phone, $"/slots/{Board}/3/start");
        await Expect(visitor.Page.GetByText("Your role may look only")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("main form")).ToHaveCountAsync(0);
        await visitor.OpenAsync("/start-tests");
        await Expect(visitor.Page.GetByText("Your role may look only")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("main form")).ToHaveCountAsync(0);
    }

    private static Task PreviewAsync(IPage page) => page.GetByText("Preview", new() { Exact = true }).ClickAsync();

    private static ILocator Problem(IPage page) => page.Locator("[data-problem]");

    private static ILocator Effects(IPage page) => page.Locator("[data-effects] li");

    private static ILocator Done(IPage page) => page.Locator("[data-done]");

    private Cell? CellOf(string name)
    {
        using CellBook book = CellBook.Open(gateway.Directory, TimeProvider.System);
        return book.Find(CellName.Parse(name));
    }

    private TestRun TestOf(string name)
    {
        using CellBook book = CellBook.Open(gateway.Directory, TimeProvider.System);
        return book.TestsOf(book.Find(CellName.Parse(name))!.Id).Single();
    }
}
