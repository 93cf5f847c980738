using System;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeLogger.Browser.Tests;

/// <summary>
/// A note is written where it is seen, on a trace at a desk and on a cycle chart on a phone, and stands in both at once; so it is
/// put right and withdrawn.
/// </summary>
public sealed class NotesTests(RunningDemo demo)
{
    private const string Cell = "/slots/fixture-8/0";
    private const string Pressure = "pressure to 75 MPa";
    private const string Spring = "spring looks tired";
    private const string Broken = "spring is broken";

    [Fact]
    public async Task A_note_written_at_a_point_stands_on_traces_and_cycles_of_every_open_page()
    {
        await using Visitor desk = await demo.VisitAsync(Screen.Desktop);
        await desk.OpenAsync(Cell + "?span=all");
        await using Visitor phone = await demo.VisitAsync(Screen.Phone);
        await phone.OpenAsync(Cell + "?tab=cycles");
        ILocator traces = desk.Page.Locator(".traces[data-listening]");
        ILocator grid = phone.Page.Locator(".chart-grid[data-listening]");

        // A point of the record's first half, whatever has come since.
        await traces.Locator("[data-plot]").First.ClickAsync(new() { Position = new() { X = 200, Y = 40 } });
        ILocator offer = desk.Page.Locator("[data-note-here]");
        await Expect(offer).ToHaveTextAsync(new Regex("^Note here, 2026-01-01 ..:..:.. UTC$"));
        await Expect(traces.Locator("[data-chosen]")).ToHaveCountAsync(4);
        string moment = (await offer.TextContentAsync())![11..30];
        await offer.ClickAsync();
        await Expect(desk.Page.Locator("#note-text")).ToBeFocusedAsync();
        // The browser leaves out seconds that are 0.
        string at = await desk.Page.Locator("#note-at").InputValueAsync();
        Assert.Equal(moment.Replace(' ', 'T'), at.Length == "2026-01-01T00:00".Length ? at + ":00" : at);
        await WriteAsync(desk.Page, "");
        await Expect(desk.Page.Locator("[data-problem]")).ToHaveTextAsync("The note is empty. Give its text.");
        await WriteAsync(desk.Page, Pressure);
        await Expect(Entries(desk.Page)).ToContainTextAsync([Pressure]);
        await Expect(Entries(desk.Page).First).ToContainTextAsync($"{moment} UTC");
        await Expect(traces.Locator(".series-mark")).ToHaveCountAsync(4);
        await Expect(Labels(desk.Page)).ToHaveTextAsync(["1"]);

        // The other page was open, and shows it at its cycle.
        await grid.WaitForAsync();
        await Expect(Entries(phone.Page)).ToContainTextAsync(
            [new Regex($"{Pressure}\\s.*on the test; cycle \\d+", RegexOptions.Singleline)]);
        await Expect(grid.Locator(".chart-mark").First).ToHaveTextAsync("1");
        await grid.Locator("[data-plot]").First.TapAsync(new() { Position = new() { X = 4, Y = 60 } });
        await Expect(phone.Page.GetByText("The end of cycle 1.")).ToBeVisibleAsync();
        await phone.Page.Locator("[data-note-here]").ClickAsync();
        await phone.Page.Locator("#note-about").SelectOptionAsync("Cell");
        await phone.AssertFitsAsync();
        await phone.AssertAccessibleAsync();
        await WriteAsync(phone.Page, Spring);
        await Expect(Entries(phone.Page).Filter(new() { HasText = Spring })).ToContainTextAsync("on the cell; cycle 1");
        await Expect(Entries(desk.Page).Filter(new() { HasText = Spring })).ToContainTextAsync("on the cell");

        // By key: the line that reads the charts, and a note there.
        await traces.FocusAsync();
        await traces.PressAsync(".");
        await Expect(desk.Page.Locator("[data-cross-time]")).ToContainTextAsync("UTC");
        await traces.PressAsync("n");
        await Expect(desk.Page.Locator("#note-text")).ToBeFocusedAsync();
        await desk.Page.GetByText("Cancel").ClickAsync();
        ILocator label = Labels(desk.Page).First;
        await label.FocusAsync();
        await Expect(traces.Locator(".chart-mark-words").First).ToBeVisibleAsync();
        await Expect(traces.Locator(".chart-mark-words").First).ToContainTextAsync(new Regex($"1: 2026.*({Pressure}|{Spring})"));
        await desk.AssertFitsAsync();
        await desk.AssertAccessibleAsync();
        await desk.PictureAsync("notes-traces");
        await phone.PictureAsync("notes-cycles");

        // A label leads to its note, and moves with the charts while they are dragged.
        ILocator mark = grid.Locator(".chart-mark").First;
        string note = (await mark.GetAttributeAsync("href"))!.Split('#')[1];
        await mark.TapAsync();
        await Expect(phone.Page).ToHaveURLAsync(new Regex($"tab=cycles#{note}$"));
        await Expect(phone.Page.Locator($"#{note}")).ToBeInViewportAsync();
        LocatorBoundingBoxResult plot = (await traces.Locator("[data-plot]").First.BoundingBoxAsync())!;
        float before = (await label.BoundingBoxAsync())!.X;
        await desk.Page.Mouse.MoveAsync(plot.X + 500, plot.Y + 40);
        await desk.Page.Mouse.DownAsync();
        await desk.Page.Mouse.MoveAsync(plot.X + 600, plot.Y + 40, new MouseMoveOptions { Steps = 5 });
        Assert.InRange((await label.BoundingBoxAsync())!.X, before + 95, before + 105);
        await desk.Page.Mouse.UpAsync();

        // Put right on the phone, it says so at the desk under the same number; withdrawn there, it is on neither.
        ILocator spring = Entries(phone.Page).Filter(new() { HasText = Spring });
        await spring.GetByRole(AriaRole.Button, new() { Name = "Edit note 2" }).ClickAsync();
        await Expect(phone.Page.Locator("#note-2-text")).ToBeFocusedAsync();
        await phone.AssertFitsAsync();
        await phone.AssertAccessibleAsync();
        await phone.Page.Locator("#note-2-text").FillAsync(Broken);
        await phone.Page.GetByText("Save the note").ClickAsync();
        await desk.OpenAsync(Cell + "?span=all");
        ILocator broken = Entries(desk.Page).Filter(new() { HasText = Broken });
        await Expect(broken.Locator(".note-number")).ToHaveTextAsync("2");
        await Expect(Entries(desk.Page).Filter(new() { HasText = Spring })).ToHaveCountAsync(0);
        await broken.GetByRole(AriaRole.Button, new() { Name = "Withdraw note 2" }).ClickAsync();
        await desk.Page.Locator("#note-2-why").FillAsync("was another fixture");
        await desk.PictureAsync("notes-withdraw");
        await desk.Page.GetByText("Withdraw the note").ClickAsync();
        await Expect(Labels(desk.Page)).ToHaveTextAsync(["1"]);
        await Expect(Entries(phone.Page)).ToHaveCountAsync(1);
        await phone.OpenAsync(Cell + "?tab=events");
        await Expect(phone.Page.GetByText($"\"{Spring}\" -> \"{Broken}\"")).ToBeVisibleAsync();
        await Expect(phone.Page.GetByText($"\"{Broken}\" (was another fixture)")).ToBeVisibleAsync();

        // A time without notes has none at its edges.
        await desk.OpenAsync(Cell + "?from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:10Z");
        await Expect(desk.Page.GetByText("1 note at other times")).ToBeVisibleAsync();
        await Expect(Labels(desk.Page)).ToHaveCountAsync(0);
        Assert.Contains("\"write note\"", await File.ReadAllTextAsync(
            Path.Combine(demo.DataDirectory, "audit.log"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static ILocator Entries(IPage page) => page.Locator("[data-notes] li");

    private static ILocator Labels(IPage page) => page.Locator(".traces .chart-mark");

    private static async Task WriteAsync(IPage page, string text)
    {
        await page.Locator("#note-text").FillAsync(text);
        await page.GetByText("Write the note").ClickAsync();
    }
}
