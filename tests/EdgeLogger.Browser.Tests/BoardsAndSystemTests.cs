using System.Threading.Tasks;
using Microsoft.Playwright;

namespace EdgeLogger.Browser.Tests;

/// <summary>The boards' and the system's views over a running demo.</summary>
public sealed class BoardsAndSystemTests(RunningDemo demo)
{
    // A board reports its state every minute.
    private const float PatienceMs = 300_000;

    public static TheoryData<string> Screens => Screen.Names;

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Boards_report_how_they_are(string screen)
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Named(screen));
        await visitor.OpenAsync("/boards?board=fixture-3");
        IPage page = visitor.Page;
        await Assertions.Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(8);
        ILocator chosen = page.GetByRole(AriaRole.Article, new() { Name = "Board fixture-3" });
        await Assertions.Expect(chosen).ToContainTextAsync("online");
        await Assertions.Expect(chosen.GetByText("in flash")).ToBeVisibleAsync();
        await visitor.AssertFitsAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("boards");
    }

    [Fact]
    [Trait("verify", "page")]
    public async Task A_board_goes_on_reporting_on_the_open_page()
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.DesktopDark);
        await visitor.OpenAsync("/boards?board=fixture-3");
        ILocator chosen = visitor.Page.GetByRole(AriaRole.Article, new() { Name = "Board fixture-3" });
        string frames = await chosen.GetByText("in flash").InnerTextAsync();
        await Assertions.Expect(chosen.GetByText("in flash")).Not.ToHaveTextAsync(frames, new() { Timeout = PatienceMs });
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task System_shows_ingest_log_disk_and_versions_live(string screen)
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Named(screen));
        await visitor.OpenAsync("/system");
        IPage page = visitor.Page;
        foreach (string heading in new[] { "Ingest", "Frame log", "Disk", "Versions", "Sinks", "What people changed" })
        {
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading })).ToBeVisibleAsync();
        }

        await visitor.AssertFitsAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("system");
        ILocator stored = page.GetByText("had been there");
        string before = await stored.InnerTextAsync();
        await Assertions.Expect(stored).Not.ToHaveTextAsync(before);
    }
}
