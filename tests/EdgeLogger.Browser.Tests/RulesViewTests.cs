using System.Threading.Tasks;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors;
using EdgeLogger.Web.Components.Alarms;
using Microsoft.Playwright;

namespace EdgeLogger.Browser.Tests;

/// <summary>The rules, readable.</summary>
[Collection(OperatedCollection.Name)]
public sealed class RulesViewTests(RunningDemo demo, OperatedGateway gateway)
{
    public static TheoryData<string> Screens => Screen.Names;

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Each_rule_stands_in_words_with_its_numbers_and_the_lines_that_set_it(string screen)
    {
        await using Visitor visitor =
            await gateway.VisitAsync(demo, OperatedGateway.Viewer, Screen.Named(screen), "/rules?rule=capacity-retention");
        IPage page = visitor.Page;
        foreach (DetectorKind kind in DetectorCatalogue.All)
        {
            await Assertions.Expect(page.GetByText(kind.Name, new() { Exact = true }).First).ToBeVisibleAsync();
        }

        ILocator rule = page.Locator("details[open]");
        await Assertions.Expect(rule).ToContainTextAsync("70 % (default 80)");
        await Assertions.Expect(rule).ToContainTextAsync("Notifies bench-phone.");
        await Assertions.Expect(rule.Locator("pre")).ToContainTextAsync("settings: {fire-below: 70, clear-above: 72}");
        await Assertions.Expect(rule.Locator("pre")).Not.ToContainTextAsync("test-stopped");
        await visitor.AssertFitsAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("rules");
    }

    [Fact]
    public void A_person_is_shown_what_to_do_for_each_kind_of_alarm() =>
        Assert.All(DetectorCatalogue.All, kind => Assert.True(AlarmAdvice.Knows(kind.Name), kind.Name));
}
