using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeLogger.Browser.Tests;

/// <summary>
/// Two swaps in one slot, which nobody entered in time: on the page, while a real gateway runs on, they become three records.
/// </summary>
public sealed class ThreeCellsInASlotTests(RunningDemo demo) : IDisposable
{
    private const string Slot = "fixture-2/0";

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-swaps-").FullName;
    private int _exports;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    [Trait("verify", "page")]
    public async Task Two_swaps_that_are_entered_late_are_three_records_with_three_masses_and_nothing_mixed()
    {
        demo.SkipWithoutBrowser();
        (string Cell, double MassMg)[] cells = [("SWAP-1", 6.02), ("SWAP-2", 5.1), ("SWAP-3", 7.75)];
        // The third is closed: the fourth has begun.
        List<Dictionary<string, string>> before = await CyclesAsync(Slot, atLeast: 4);
        // Two minutes after a discharge: the cell rests.
        string[] swaps = [.. before.Take(2).Select(cycle => Time(cycle["end_utc"]).AddMinutes(2)
            .ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture))];

        await using Visitor visitor = await demo.VisitAsync(Screen.Desktop);
        IPage page = visitor.Page;
        for (int i = 0; i < cells.Length; i++)
        {
            await visitor.OpenAsync($"/slots/{Slot}/start");
            await page.Locator("#cell").FillAsync(cells[i].Cell);
            await page.GetByLabel("Active mass, mg").FillAsync(cells[i].MassMg.ToString(CultureInfo.InvariantCulture));
            if (i == 0)
            {
                await page.GetByText("From then on").ClickAsync();
            }
            else
            {
                await page.Locator("#at").FillAsync(swaps[i - 1]);
                await page.GetByText("Preview", new() { Exact = true }).ClickAsync();
                await page.GetByLabel("ends at that moment").ClickAsync();
            }

            await page.GetByText("Preview", new() { Exact = true }).ClickAsync();
            await Expect(page.Locator("[data-effects] li").Filter(new() { HasText = cells[i].Cell })).ToHaveCountAsync(1);
            await page.GetByText("Start the test").ClickAsync();
            await Expect(page.Locator("[data-done]")).ToContainTextAsync($"{cells[i].Cell}, test 1");
        }

        await visitor.OpenAsync("/slots/" + Slot);
        await Expect(page.Locator("[data-tests] tbody tr")).ToContainTextAsync(["SWAP-3", "SWAP-2", "SWAP-1"]);
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("swapped-slot");
        for (int i = 0; i < cells.Length; i++)
        {
            List<Dictionary<string, string>> own = await CyclesAsync(cells[i].Cell, atLeast: 1);
            Assert.True(i == 2 || own.Count == 1, $"{cells[i].Cell} has {own.Count} cycles");
            double dischargeAh = Number(own[0], "discharge_capacity_ah");
            Assert.Equal(Number(before[i], "discharge_capacity_ah"), dischargeAh, 1e-6 * dischargeAh);
            double specific = Number(own[0], "discharge_specific_capacity_mah_per_g");
            Assert.Equal(dischargeAh * 1e6 / cells[i].MassMg, specific, 1e-9 * specific);
            await visitor.OpenAsync($"/tests/{cells[i].Cell}/1?tab=metadata");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(cells[i].Cell);
            await Expect(page.Locator("#mass")).ToHaveValueAsync(cells[i].MassMg.ToString(CultureInfo.InvariantCulture));
            await visitor.OpenAsync($"/tests/{cells[i].Cell}/1?span=all");
            await page.Locator(".traces[data-listening]").WaitForAsync();
            await visitor.PictureAsync($"swapped-cell-{i + 1}");
        }
    }

    // Whole ones, as the command exports them: results follow the book while the gateway runs. The last one of a test that has
    // ended counts too, though nothing came after it that closed it.
    private async Task<List<Dictionary<string, string>>> CyclesAsync(string name, int atLeast)
    {
        CancellationToken patience = TestContext.Current.CancellationToken;
        while (true)
        {
            string file = Path.Combine(_directory, $"{_exports++}.csv");
            ProgramResult export = await ProgramInProcess.RunAsync(
                patience, "export", name, "--what", "cycles", "--out", file, "--data", demo.DataDirectory);
            string[][] lines = export.ExitCode == 0
                ? [.. (await File.ReadAllLinesAsync(file, patience)).Select(line => line.Split(','))]
                : [];
            List<Dictionary<string, string>> cycles = [.. lines.Skip(1)
                .Select(cells => lines[0].Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second))
                .Where(cycle => cycle["partial"] == "false" && cycle["end_utc"].Length > 0)];
            if (cycles.Count >= atLeast)
            {
                return cycles;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, patience);
        }
    }

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static double Number(Dictionary<string, string> cycle, string column) =>
        double.Parse(cycle[column], CultureInfo.InvariantCulture);
}
