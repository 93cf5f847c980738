using System.Threading.Tasks;
using Microsoft.Playwright;

namespace EdgeLogger.Browser.Tests;

/// <summary>
/// What holds for each view: on a large screen in the dark theme here, on a small one in the light theme where the view's own
/// tests do not look at that.
/// </summary>
public sealed class EveryViewTests(RunningDemo demo)
{
    public static TheoryData<string, string> Views => new()
    {
        { "/", Screen.DesktopDark.Name },
        { "/", Screen.Phone.Name },
        { "/alarms", Screen.DesktopDark.Name },
        { "/rules", Screen.DesktopDark.Name },
        { "/notifiers", Screen.DesktopDark.Name },
        { "/boards", Screen.DesktopDark.Name },
        { "/system", Screen.DesktopDark.Name },
        { "/search?q=fixture", Screen.DesktopDark.Name },
        { "/search?q=fixture", Screen.Phone.Name },
        { "/compare", Screen.DesktopDark.Name },
        { "/compare", Screen.Phone.Name },
        { "/slots/fixture-1/0", Screen.DesktopDark.Name },
        { "/slots/fixture-1/0/start", Screen.DesktopDark.Name },
        { "/slots/fixture-1/0?tab=test", Screen.DesktopDark.Name },
        { "/start-tests", Screen.Phone.Name },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_view_has_a_heading_fits_the_screen_and_can_be_used_by_everybody(string path, string screen)
    {
        await using Visitor visitor = await demo.VisitAsync(Screen.Named(screen));
        await visitor.OpenAsync(path);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveCountAsync(1);
        await Assertions.Expect(visitor.Page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("EdgeLogger"));
        await visitor.AssertFitsAsync();
        await visitor.AssertAccessibleAsync();
    }
}
