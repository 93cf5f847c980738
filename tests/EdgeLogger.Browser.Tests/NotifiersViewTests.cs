using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;

namespace EdgeLogger.Browser.Tests;

/// <summary>Those who are notified.</summary>
[Collection(OperatedCollection.Name)]
public sealed class NotifiersViewTests(RunningDemo demo, OperatedGateway gateway)
{
    public static TheoryData<string> Screens => Screen.Names;

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_test_is_sent_arrives_and_is_reported(string screen)
    {
        int before = TestNotices();
        await using Visitor visitor =
            await gateway.VisitAsync(demo, OperatedGateway.Operator, Screen.Named(screen), "/notifiers");
        IPage page = visitor.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();
        await Assertions.Expect(page.GetByText("bench-phone has taken the test notice")).ToBeVisibleAsync();
        Assert.Equal(before + 1, TestNotices());
        await Assertions.Expect(page.Locator("body")).Not.ToContainTextAsync("not-for-the-page");
        await visitor.AssertFitsAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("notifiers");
    }

    [Fact]
    public async Task A_viewer_can_have_nothing_sent()
    {
        int before = TestNotices();
        await using Visitor visitor = await gateway.VisitAsync(demo, OperatedGateway.Viewer, Screen.Desktop, "/notifiers");
        ILocator send = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Send a test" });
        await Assertions.Expect(send).ToBeDisabledAsync();
        await send.EvaluateAsync("button => { button.disabled = false; button.click(); }");
        await Assertions.Expect(visitor.Page.GetByText("Not done: this needs the role operator.")).ToBeVisibleAsync();
        Assert.Equal(before, TestNotices());
    }

    // What is raised meanwhile is sent as well.
    private int TestNotices() => gateway.Receiver.Received.Count(
        notice => notice.Body.Replace(" ", "", StringComparison.Ordinal).Contains("\"kind\":\"test\"", StringComparison.Ordinal));
}
