using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using Microsoft.Playwright;

namespace EdgeLogger.Browser.Tests;

/// <summary>
/// A slot in which one cell was tested, then another, then the first again: entered late, while a real gateway runs on it.
/// </summary>
public sealed class SwappedCellTests(RunningDemo demo)
{
    // A comma and letters that an address has to encode.
    private const string Returned = "W\u00fcrfel 1, left";
    private const string Left = "WJK-0413";
    private const string Slot = "fixture-4/0";

    [Fact]
    public async Task A_label_an_alarm_and_an_ended_tests_page_lead_to_their_own_test_after_swaps()
    {
        demo.SkipWithoutBrowser();
        CancellationToken patience = TestContext.Current.CancellationToken;
        await StartAsync(Returned, "2026-01-01T00:00:00Z", patience);
        await StartAsync(Left, "2026-01-01T00:20:00Z", patience);
        await StartAsync(Returned, "2026-01-01T00:30:00Z", patience);
        await using Visitor visitor = await demo.VisitAsync(Screen.Desktop);
        ILocator heading = visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        ulong ended = Tests(Left).Single().Id;
        await HasRowsAsync(ended, patience);

        // As the codes of labels have them.
        await visitor.OpenAsync(PagePath.OfCell(Returned));
        await Assertions.Expect(heading).ToHaveTextAsync(Returned + ", test 2");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = Returned + ", test 1" }).ClickAsync();
        await Assertions.Expect(heading).ToHaveTextAsync(Returned);
        await Assertions.Expect(visitor.Page.GetByText("Test 2 of the cell runs now")).ToBeVisibleAsync();

        await visitor.OpenAsync(PagePath.OfCell(Left) + "?tab=export");
        await Assertions.Expect(heading).ToHaveTextAsync(Left);
        await Assertions.Expect(visitor.Page.GetByText("This test ended at 2026-01-01 00:30:00 UTC")).ToBeVisibleAsync();
        IDownload download = await visitor.Page.RunAndWaitForDownloadAsync(
            () => visitor.Page.GetByLabel("Every row as CSV").ClickAsync());
        string[] rows = (await System.IO.File.ReadAllTextAsync(await download.PathAsync(), patience))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(601, rows.Length);
        Assert.All(rows.Skip(1), row => Assert.StartsWith(Left + ",", row, StringComparison.Ordinal));

        await visitor.OpenAsync($"/alarms?show=past&alarm={Alarm(ended)}");
        await visitor.Page.Locator(".alarm-title a").ClickAsync();
        await Assertions.Expect(heading).ToHaveTextAsync(Left);
        await visitor.OpenAsync("/slots/" + Slot);
        await Assertions.Expect(heading).ToHaveTextAsync(Returned + ", test 2");
        await Assertions.Expect(visitor.Page.Locator("[data-tests] tbody tr")).ToHaveCountAsync(3);
        await visitor.AssertAccessibleAsync();
    }

    private async Task StartAsync(string cell, string at, CancellationToken patience)
    {
        ProgramResult started = await ProgramInProcess.RunAsync(patience,
            "cell", "start", Slot, "--cell", cell, "--at", at, "--end-previous", "--data", demo.DataDirectory);
        Assert.True(started.ExitCode == 0, started.Errors);
    }

    private TestRun[] Tests(string cell)
    {
        using CellBook book = CellBook.Open(demo.DataDirectory, TimeProvider.System);
        return [.. book.TestsOf(book.Find(CellName.Parse(cell))!.Id)];
    }

    private async Task HasRowsAsync(ulong test, CancellationToken patience)
    {
        using HttpClient http = new();
        Uri address = new(demo.Url, $"/api/tests/{test:x16}");
        while (true)
        {
            using JsonDocument now = JsonDocument.Parse(await http.GetStringAsync(address, patience));
            if (now.RootElement.GetProperty("now").ValueKind == JsonValueKind.Object
                && now.RootElement.GetProperty("now").GetProperty("rows").GetInt64() == 600)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, patience);
        }
    }

    // It is over at once: what is open counts in other views.
    private long Alarm(ulong test)
    {
        Verdict found = new()
        {
            Rule = "temperature-limits",
            Subject = new Subject(SubjectKind.Cell, Left, test),
            State = DetectionState.Abnormal,
            Value = 83.4,
            Threshold = 80,
            Unit = "degC",
            Severity = Severity.Warning,
            Sentence = "83.4 degC for 60 s, above 80 degC",
        };
        using AlertBook book = AlertBook.Open(demo.DataDirectory, TimeProvider.System);
        book.Note(
        [
            new Change(found, Severity.Warning, ChangeKind.Opened, Held: true),
            new Change(found with { State = DetectionState.Clear, Sentence = "within its limits" }, Severity.Warning,
                ChangeKind.Over, Held: true),
        ], []);
        return book.PastAlerts(100).Single(alert => alert.Subject.Test == test).Id;
    }
}
