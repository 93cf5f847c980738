using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeLogger.Browser.Tests;

public sealed class FleetTests(RunningDemo demo)
{
    [Theory]
    [MemberData(nameof(Screen.Names), MemberType = typeof(Screen))]
    public async Task Eight_fixtures_are_seen_at_once_and_are_alive(string screen)
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Named(screen));
        await visitor.OpenAsync("/");
        ILocator tiles = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Cells" }).GetByRole(AriaRole.Listitem);
        await Expect(tiles).ToHaveCountAsync(8);
        ILocator volts = tiles.First.Locator(".volts");
        string before = await volts.InnerTextAsync();
        await Expect(volts).Not.ToHaveTextAsync(before);
        await Expect(tiles.First.Locator("polyline")).ToHaveAttributeAsync("points", new Regex(@"\d+,\d+ \d+,\d+"));
        await visitor.PictureAsync("fleet");
    }

    [Theory]
    [MemberData(nameof(Screen.Names), MemberType = typeof(Screen))]
    public async Task The_fleet_as_a_table_is_sorted_by_a_columns_heading_and_the_address_keeps_it(string screen)
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Named(screen));
        await visitor.OpenAsync("/?view=table");
        await visitor.AssertFitsAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Voltage" }).ClickAsync();
        ILocator heading = visitor.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Voltage" });
        await Expect(heading).ToHaveAttributeAsync("aria-sort", "ascending");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Voltage" }).ClickAsync();
        await Expect(heading).ToHaveAttributeAsync("aria-sort", "descending");
        await Expect(visitor.Page).ToHaveURLAsync(new Regex("sort=-voltage"));
        await visitor.PictureAsync("fleet-table");
        await visitor.Page.ReloadAsync();
        await Expect(heading).ToHaveAttributeAsync("aria-sort", "descending");
    }

    [Fact]
    public async Task What_is_typed_finds_cells_and_stands_in_the_address()
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Desktop);
        await visitor.OpenAsync("/");
        await visitor.Page.Keyboard.PressAsync("/");
        await visitor.Page.Keyboard.TypeAsync("FIXTURE-3");
        ILocator tiles = visitor.Page.GetByRole(AriaRole.List, new() { Name = "Cells" }).GetByRole(AriaRole.Listitem);
        await Expect(tiles).ToHaveCountAsync(1);
        await Expect(tiles).ToContainTextAsync("fixture-3/0");
        await Expect(visitor.Page).ToHaveURLAsync(new Regex("q=FIXTURE-3"));
        // Elsewhere the key leads to the search of the bar.
        await visitor.OpenAsync("/boards");
        await visitor.Page.Keyboard.PressAsync("/");
        await visitor.Page.Keyboard.TypeAsync("fixture-3 slot 0");
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page).ToHaveURLAsync(new Regex("/cells/fixture-3%20slot%200$"));
    }

    [Fact]
    public async Task Cells_are_grouped_by_board()
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Desktop);
        await visitor.OpenAsync("/");
        await visitor.Page.GetByLabel("Group").SelectOptionAsync("by board");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveCountAsync(8);
        await Expect(visitor.Page).ToHaveURLAsync(new Regex("group=board"));
    }

    [Fact]
    public async Task A_filter_shows_only_what_is_like_that_and_says_so_if_nothing_is()
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Desktop);
        await visitor.OpenAsync("/?show=silent");
        await Expect(visitor.Page.GetByText("No cell is like that now.")).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "All 8" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.List, new() { Name = "Cells" }).GetByRole(AriaRole.Listitem))
            .ToHaveCountAsync(8);
    }

    [Fact]
    public async Task A_tile_leads_to_its_cell_by_the_keyboard_alone()
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Desktop);
        await visitor.OpenAsync("/?q=fixture-5");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "fixture-5/0", Exact = true }).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page).ToHaveURLAsync(new Regex("/tests/fixture-5%20slot%200/1$"));
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("fixture-5/0");
    }

    [Fact]
    public async Task A_theme_that_is_chosen_stays()
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Desktop);
        await visitor.OpenAsync("/");
        await visitor.Page.GetByLabel("Theme").SelectOptionAsync("Dark");
        await Expect(visitor.Page.Locator("html[data-theme=dark]")).ToBeVisibleAsync();
        await visitor.OpenAsync("/alarms");
        await Expect(visitor.Page.Locator("html[data-theme=dark]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_a_phone_the_menu_opens_by_a_touch_and_leads_on()
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Phone);
        await visitor.OpenAsync("/");
        ILocator boards = visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Boards", Exact = true });
        await Expect(boards).ToBeHiddenAsync();
        await visitor.Page.GetByLabel("Show the menu").TapAsync();
        await boards.TapAsync();
        await Expect(visitor.Page).ToHaveURLAsync(new Regex("/boards$"));
        await Expect(boards).ToBeHiddenAsync();
    }
}
