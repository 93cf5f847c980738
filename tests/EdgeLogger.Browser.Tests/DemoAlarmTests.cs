using System.Threading.Tasks;
using Microsoft.Playwright;

namespace EdgeLogger.Browser.Tests;

/// <summary>The demo's cell that fades far too fast.</summary>
public sealed class DemoAlarmTests(RunningDemo demo)
{
    public static TheoryData<string> Screens => Screen.Names;

    private const float PatienceMs = 900_000;

    [Fact]
    [Trait("verify", "page")]
    public async Task The_fading_cell_of_the_demo_rings_live_on_the_open_page_and_its_plot_shows_why()
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Desktop);
        await visitor.OpenAsync("/alarms?find=fixture-7");
        ILocator alarm = visitor.Page.GetByRole(AriaRole.Link, new() { Name = "fixture-7/0" }).First;
        await Assertions.Expect(alarm).ToBeVisibleAsync(new() { Timeout = PatienceMs });
        await alarm.ClickAsync();
        await visitor.Page.WaitForFunctionAsync("() => document.querySelector('.evidence')?.naturalWidth > 0");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "fixture-7/0" })).ToBeVisibleAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("demo-alarm");
    }

    [Theory]
    [Trait("verify", "page")]
    [MemberData(nameof(Screens))]
    public async Task A_backtest_of_what_was_recorded_finds_the_alarm_that_rang_live_in_the_same_words(string screen)
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Named(screen));
        IPage page = visitor.Page;
        await visitor.OpenAsync("/alarms?find=capacity-retention");
        ILocator alarm = page.Locator(".alarm").Filter(new() { HasText = "fixture-7/0" }).First;
        await Assertions.Expect(alarm).ToBeVisibleAsync(new() { Timeout = PatienceMs });
        string sentence = await alarm.Locator(".alarm-words").InnerTextAsync();
        await visitor.OpenAsync("/rules/backtest?cell=fixture-7/0&rule=capacity-retention");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run" }).ClickAsync();
        await Assertions.Expect(page.GetByText("would have been raised. It took")).ToBeVisibleAsync();
        ILocator row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "fixture-7/0" });
        await Assertions.Expect(row).ToContainTextAsync(sentence);
        await visitor.AssertFitsAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("backtest");
    }
}
