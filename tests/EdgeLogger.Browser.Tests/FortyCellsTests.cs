using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Bench.Fleet;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeLogger.Browser.Tests;

public sealed class FortyCellsTests(RunningDemo demo) : IDisposable
{
    private const int Boards = 10;
    private const int Slots = 4;

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-forty-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    [Trait("verify", "page")]
    public async Task Forty_cells_stand_on_one_screen_and_each_shows_what_it_does()
    {
        demo.SkipWithoutBrowser();
        using CancellationTokenSource patience =
            CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(8));
        await using ServedFleet fleet = await ServedFleet.StartAsync(_directory, Boards, Slots, speed: 300, patience.Token);
        await using Visitor visitor = await demo.VisitAsync(Screen.DesktopDark, fleet.Serve.Page);
        await visitor.OpenAsync("/");
        ILocator tiles = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Cells" }).GetByRole(AriaRole.Listitem);
        await Expect(tiles).ToHaveCountAsync(Boards * Slots);
        await Expect(tiles.First).ToContainTextAsync("cycle 1");
        LocatorBoundingBoxResult last = (await tiles.Last.BoundingBoxAsync())!;
        Assert.InRange(last.Y + last.Height, 0, Screen.DesktopDark.Height);
        await Expect(tiles.Last.Locator(".volts")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d\.\d{4} V$"));
        await visitor.AssertFitsAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("forty-cells");
    }
}
