using System;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using Microsoft.Playwright;

namespace EdgeLogger.Browser.Tests;

/// <summary>What a technician does with one cell.</summary>
public sealed class CellViewTests(RunningDemo demo)
{
    private const string Cell = "/slots/fixture-1/0";

    [Theory]
    [InlineData("desktop-light")]
    [InlineData("phone-dark")]
    public async Task Traces_come_closer_by_keys_down_to_the_rows_themselves_and_the_address_keeps_the_time(string screen)
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Named(screen));
        await visitor.OpenAsync(Cell + "?span=all");
        ILocator traces = visitor.Page.Locator(".traces[data-listening]");
        await traces.FocusAsync();
        await PressAsync(traces, "+");
        Assert.Contains("from=", visitor.Page.Url, StringComparison.Ordinal);
        long rows = await NumberAsync(traces, "data-rows");
        int presses = 0;
        for (; presses < 24 && await traces.GetAttributeAsync("data-raw") != "true"; presses++)
        {
            await PressAsync(traces, "+");
            Assert.InRange(await NumberAsync(traces, "data-rows"), 0, rows);
            rows = await NumberAsync(traces, "data-rows");
        }

        await Assertions.Expect(traces).ToHaveAttributeAsync("data-raw", "true");
        Assert.True(presses > 1, "The whole record was drawn row by row.");
        await Assertions.Expect(visitor.Page.Locator("[data-resolution]")).ToContainTextAsync("each as measured");

        long to = await NumberAsync(traces, "data-to");
        long length = to - await NumberAsync(traces, "data-from");
        await PressAsync(traces, "ArrowLeft");
        Assert.InRange(await NumberAsync(traces, "data-to"), to - (length / 4) - 2, to - (length / 4) + 2);

        string address = visitor.Page.Url;
        string? from = await traces.GetAttributeAsync("data-from");
        await visitor.OpenAsync(new Uri(address).PathAndQuery);
        await Assertions.Expect(traces).ToHaveAttributeAsync("data-from", from!);
    }

    [Fact]
    public async Task A_pointer_reads_all_charts_at_the_same_time_and_drags_them_together()
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Desktop);
        await visitor.OpenAsync(Cell + "?span=all");
        ILocator traces = visitor.Page.Locator(".traces[data-listening]");
        await traces.FocusAsync();
        await PressAsync(traces, "+");
        await visitor.Page.Locator("[data-plot]").First.HoverAsync();
        await Assertions.Expect(visitor.Page.Locator("[data-cross-time]")).ToContainTextAsync("UTC");
        await Assertions.Expect(visitor.Page.Locator("[data-cross-value]").First).ToContainTextAsync(" V");
        Assert.Equal(4, await visitor.Page.Locator("[data-cross]:not([hidden])").CountAsync());

        LocatorBoundingBoxResult box = (await visitor.Page.Locator("[data-plot]").First.BoundingBoxAsync())!;
        long before = await NumberAsync(traces, "data-from");
        await visitor.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await visitor.Page.Mouse.DownAsync();
        await visitor.Page.Mouse.MoveAsync(
            box.X + (box.Width * 3 / 4), box.Y + (box.Height / 2), new MouseMoveOptions { Steps = 5 });
        await visitor.Page.Mouse.UpAsync();
        await Assertions.Expect(traces).Not.ToHaveAttributeAsync("data-from", before.ToString(CultureInfo.InvariantCulture));
        Assert.True(await NumberAsync(traces, "data-from") < before, "To drag to the right leads to what was before.");
    }

    [Fact]
    public async Task Curves_of_chosen_cycles_are_laid_over_each_other()
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Desktop);
        await visitor.OpenAsync(Cell + "?tab=curves&cycles=1");
        await Assertions.Expect(visitor.Page.Locator("table tbody tr")).ToHaveCountAsync(2);
        await visitor.OpenAsync("/slots/fixture-7/0?tab=table");
        await visitor.Page.GetByLabel("Draw the curves of cycle ").First.CheckAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("cycles=[0-9]"));
        string chosen = Regex.Match(visitor.Page.Url, "cycles=([0-9]+)").Groups[1].Value;
        // The link is drawn again after the address has changed.
        ILocator link = visitor.Page.GetByText("Draw their curves");
        await Assertions.Expect(link).ToHaveAttributeAsync("href", new Regex($"cycles={chosen}(&|$)"));
        await link.ClickAsync();
        await Assertions.Expect(visitor.Page.Locator(".chart-key").First).ToHaveTextAsync("cycle " + chosen);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("Differential capacity") }))
            .ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_known_of_a_cell_is_edited_and_its_history_shows_who_and_why()
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Desktop);
        await visitor.OpenAsync("/slots/fixture-6/0?tab=metadata");
        await visitor.Page.Locator("#mass").FillAsync("-1");
        await visitor.Page.GetByText("Save", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "above zero" }))
            .ToBeVisibleAsync();
        string mass = (5 + Random.Shared.NextDouble()).ToString("F6", CultureInfo.InvariantCulture);
        await visitor.Page.Locator("#mass").FillAsync(mass);
        await visitor.Page.Locator("#note").FillAsync("weighed again");
        await visitor.Page.GetByText("Save", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("[data-history] tbody tr").First)
            .ToContainTextAsync(mass.TrimEnd('0') + " mg");
        await Assertions.Expect(visitor.Page.Locator("[data-history] tbody tr").First).ToContainTextAsync("weighed again");
        Assert.Contains("edit metadata", await File.ReadAllTextAsync(
            Path.Combine(demo.DataDirectory, "audit.log"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await visitor.Page.Locator("#note").FillAsync("pressure to 75 MPa");
        await visitor.Page.GetByText("Save", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("[data-notes]")).ToContainTextAsync("pressure to 75 MPa");
        await visitor.Page.Locator("#mass").FillAsync("6020");
        await visitor.Page.GetByText("Save", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "6.02 g of active mass?" }))
            .ToBeVisibleAsync();
        await visitor.Page.GetByLabel("This mass is right").CheckAsync();
        await visitor.Page.GetByText("Save", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("[data-history] tbody tr").First).ToContainTextAsync("6020 mg");
        await visitor.OpenAsync("/slots/fixture-6/0?tab=events");
        await Assertions.Expect(visitor.Page.Locator("[data-events]")).ToContainTextAsync("weighed again");
        await Assertions.Expect(visitor.Page.Locator("[data-events]")).ToContainTextAsync("pressure to 75 MPa");
    }

    [Fact]
    public async Task What_is_downloaded_is_what_the_command_exports()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using Visitor visitor = await demo.VisitAsync(Screen.Desktop);
        await visitor.OpenAsync(Cell + "?tab=export&from=2026-01-01T00:10:00Z&to=2026-01-01T00:20:00Z");
        IDownload download = await visitor.Page.RunAndWaitForDownloadAsync(
            () => visitor.Page.GetByLabel("Every row of the time shown as CSV").ClickAsync());
        string downloaded = await File.ReadAllTextAsync(await download.PathAsync(), cancellation);
        string path = Path.Combine(demo.DataDirectory, "..", "exported.csv");
        ProgramResult exported = await ProgramInProcess.RunAsync(
            cancellation, "export", "fixture-1/0", "--data", demo.DataDirectory, "--from", "2026-01-01T00:10:00Z", "--to",
            "2026-01-01T00:20:00Z", "--out", path, "--force");
        Assert.True(exported.ExitCode == 0, exported.Errors);
        Assert.Equal(await File.ReadAllTextAsync(path, cancellation), downloaded);
        Assert.True(downloaded.Split('\n').Length > 300);
    }

    [Fact]
    public async Task Cells_are_compared_with_each_other_and_with_their_cohort()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using Visitor visitor = await demo.VisitAsync(Screen.Desktop);
        foreach (int fixture in (int[])[1, 5, 6])
        {
            ProgramResult reported = await ProgramInProcess.RunAsync(
                cancellation, "cell", "set", $"fixture-{fixture}/0", "--cohort", "compared", "--data", demo.DataDirectory);
            Assert.True(reported.ExitCode == 0, reported.Errors);
        }

        await visitor.OpenAsync("/compare");
        await visitor.Page.GetByLabel("fixture-7/0").CheckAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("tests=fixture-7%20slot%200%2F1"));
        await Assertions.Expect(visitor.Page.Locator(".chart-key").First).ToHaveTextAsync("fixture-7/0");
        await visitor.Page.GetByLabel("Cohort, its median and quartiles").SelectOptionAsync("compared");
        await Assertions.Expect(visitor.Page.GetByText("cohort, median")).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Combobox, new() { Name = "By", Exact = true }).SelectOptionAsync("polarisation_v");
        await Assertions.Expect(visitor.Page.Locator(".chart-title")).ToHaveTextAsync("Polarisation, mV");
        await visitor.PictureAsync("compare");
        await visitor.AssertAccessibleAsync();
    }

    [Theory]
    [Trait("verify", "page")]
    [MemberData(nameof(Screen.Names), MemberType = typeof(Screen))]
    public async Task Every_part_of_the_view_fits_the_screen_and_can_be_used_by_everybody(string screen)
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Named(screen));
        foreach ((string tab, string drawn) in ((string, string)[])
            [("traces", ".traces"), ("cycles", ".chart-grid"), ("curves", ".chart-tall"), ("table", "[data-cycles]"),
                ("events", "[data-events]"), ("metadata", "#mass"), ("export", "[data-export]")])
        {
            await visitor.OpenAsync($"{Cell}?tab={tab}");
            await visitor.Page.Locator(drawn).First.WaitForAsync();
            await visitor.AssertFitsAsync();
            await visitor.AssertAccessibleAsync();
            await visitor.PictureAsync("cell-" + tab);
        }
    }

    [Fact]
    public async Task A_time_at_the_end_of_the_axis_does_not_widen_a_phones_page()
    {
        const long HourMs = 3_600_000;
        await using Visitor visitor = await demo.VisitAsync(Screen.Phone);
        await visitor.OpenAsync($"{Cell}?tab=traces");
        ILocator traces = visitor.Page.Locator(".traces");
        long to = ((await NumberAsync(traces, "data-record-from") / HourMs) + 2) * HourMs;
        await visitor.OpenAsync($"{Cell}?tab=traces&from={Iso(to - HourMs)}&to={Iso(to)}");
        await Assertions.Expect(traces).ToHaveAttributeAsync("data-to", to.ToString(CultureInfo.InvariantCulture));
        await Assertions.Expect(visitor.Page.Locator(".chart-x span[style*='left:100%']").First).ToBeAttachedAsync();
        await visitor.AssertFitsAsync();
    }

    // Until the time that the address asks for is drawn: a view that followed the newest row may draw that once more before.
    private static async Task PressAsync(ILocator traces, string key)
    {
        string window = (await traces.GetAttributeAsync("data-from"))! + await traces.GetAttributeAsync("data-to");
        await traces.PressAsync(key);
        await traces.Page.WaitForFunctionAsync(
            """
            was => {
                const now = document.querySelector('.traces').dataset;
                const asked = new URLSearchParams(location.search);
                return now.from + now.to !== was && Date.parse(asked.get('from')) === +now.from && Date.parse(asked.get('to')) === +now.to;
            }
            """, window);
    }

    private static string Iso(long utcMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(utcMs).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static async Task<long> NumberAsync(ILocator traces, string name) =>
        long.Parse((await traces.GetAttributeAsync(name))!, CultureInfo.InvariantCulture);
}
