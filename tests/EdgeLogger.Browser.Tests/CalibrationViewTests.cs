using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Boards.Calibration;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using Microsoft.Playwright;

namespace EdgeLogger.Browser.Tests;

/// <summary>
/// What is done to a board from the page: the board's own program at the other end, on a broker and a gateway that are real.
/// </summary>
public sealed class CalibrationViewTests(RunningDemo demo)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    [Fact]
    [Trait("verify", "page")]
    public async Task A_slot_is_calibrated_point_by_point_and_the_history_shows_who_against_what_and_how_good()
    {
        demo.SkipWithoutBrowser();
        using CancellationTokenSource limit =
            CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        await using PracticeBench bench = await PracticeBench.StartAsync(limit.Token);
        ProgramResult provisioned = await bench.ProvisionAsync("--slots", "1");
        Assert.True(provisioned.ExitCode == 0, provisioned.Errors);
        await using Visitor visitor = await demo.VisitAsync(Screen.Phone, bench.Gateway.Page);
        await visitor.OpenAsync("/boards?board=" + PracticeBench.Board);
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = $"Calibrate {PracticeBench.Board}/0" }).ClickAsync();
        IPage page = visitor.Page;
        await page.GetByLabel("Reference instrument").FillAsync("Fluke 8846A, 1234");
        await page.GetByLabel("and of the value, ppm").FillAsync("10");
        await page.GetByLabel("Each point for, s").FillAsync("3");
        await page.GetByText("Begin", new() { Exact = true }).ClickAsync();
        double[] references = [0, 2, 4.2];
        for (int i = 0; i < references.Length; i++)
        {
            await bench.SupplyAsync(0, references[i]);
            await page.Locator("#applied").FillAsync(references[i].ToString(CultureInfo.InvariantCulture));
            await page.GetByText("Measure for 3 s").ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "References measured" }).Locator("tbody tr"))
                .ToHaveCountAsync(i + 1);
        }

        await Assertions.Expect(page.Locator("[data-result]")).ToContainTextAsync("V (k = 2, within the points)");
        await visitor.AssertFitsAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("calibration");
        await page.GetByText("Write it to the board").ClickAsync();
        await Assertions.Expect(page.GetByText("The board has it: configuration 2.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-calibrations] tbody tr")).ToContainTextAsync("Fluke 8846A, 1234");

        CalibrationRecord record = Assert.Single(new CalibrationHistory(bench.Data).Read(PracticeBench.Board));
        Assert.Equal(references, record.References);
        Assert.Equal(2, (int)(await bench.ConfigurationAsync())["version"]!);
        // The divider gives a thousandth less than it should; the reference of the chip is off by less.
        Assert.InRange(record.GainPpb, -2_000_000, 2_000_000);
        Assert.InRange(record.ExpandedUncertainty, 1e-6, 2e-4);
    }

    [Fact]
    public async Task Points_that_make_no_calibration_are_refused_in_words_and_nothing_is_written()
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Desktop);
        await visitor.OpenAsync("/boards/fixture-8/calibrate/0");
        IPage page = visitor.Page;
        await page.GetByLabel("Each point for, s").FillAsync("5");
        await page.GetByText("Begin", new() { Exact = true }).ClickAsync();
        foreach (string applied in (string[])["0", "9"])
        {
            await page.Locator("#applied").FillAsync(applied);
            await page.GetByText("Measure for 5 s").ClickAsync();
            await Assertions.Expect(page.Locator("#applied")).ToHaveValueAsync("");
        }

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(
            new System.Text.RegularExpressions.Regex("times what the parts give|the same code"));
        await Assertions.Expect(page.GetByText("Write it to the board")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_calibration_is_put_right_after_a_preview_and_withdrawn_again()
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Phone);
        await visitor.OpenAsync("/boards/fixture-8/calibrate/0");
        IPage page = visitor.Page;
        ILocator pressure = page.Locator("[data-measured-by] tbody tr").Filter(new() { HasText = "pressure" });
        await Assertions.Expect(pressure).ToHaveCountAsync(1);
        await page.Locator("#recalibrate-which").SelectOptionAsync(new SelectOptionValue { Index = 3 });
        await page.Locator("#recalibrate-scale").FillAsync("0.00012");
        await page.Locator("#recalibrate-instrument").FillAsync("load cell 7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-effects]")).ToContainTextAsync("would be derived again");
        await Assertions.Expect(pressure).Not.ToContainTextAsync("load cell 7");
        await page.Locator("[data-apply]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-done]")).ToContainTextAsync("Derived again:");
        await Assertions.Expect(pressure).ToContainTextAsync("scale 0.00012");
        await Assertions.Expect(pressure).ToContainTextAsync("(load cell 7)");
        await visitor.AssertFitsAsync();
        await visitor.AssertAccessibleAsync();

        await page.Locator("#recalibrate-withdraw").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview", Exact = true }).ClickAsync();
        await page.Locator("[data-apply]").ClickAsync();
        await Assertions.Expect(pressure).Not.ToContainTextAsync("load cell 7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-problem]")).ToContainTextAsync("nothing to withdraw");
    }

    [Fact]
    public async Task A_board_says_which_chips_answer_while_its_lamp_blinks()
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Desktop);
        await visitor.OpenAsync("/boards?board=fixture-3");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Identify fixture-3" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByText("slot 0: voltage")).ToContainTextAsync(" ok");
    }
}
