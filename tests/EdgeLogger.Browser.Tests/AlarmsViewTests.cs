using System;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
using Microsoft.Playwright;

namespace EdgeLogger.Browser.Tests;

/// <summary>What a person who is called at night does on the alarms' view, on each screen.</summary>
[Collection(OperatedCollection.Name)]
public sealed class AlarmsViewTests(RunningDemo demo, OperatedGateway gateway)
{
    public static TheoryData<string> Screens => Screen.Names;

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task An_operator_finds_what_rang_sees_why_and_takes_it_up(string screen)
    {
        string cell = screen + "/0";
        long alarm = gateway.AlarmOf(cell);
        await using Visitor visitor = await gateway.VisitAsync(demo, OperatedGateway.Operator, Screen.Named(screen), "/alarms");
        IPage page = visitor.Page;
        await visitor.AssertFitsAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("alarms");

        await page.GetByRole(AriaRole.Link, new() { Name = cell }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"alarm={alarm}$"));
        await Assertions.Expect(page.GetByText("What to do:")).ToBeVisibleAsync();
        await page.WaitForFunctionAsync("() => document.querySelector('.evidence')?.naturalWidth > 0");
        await visitor.AssertFitsAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("alarm");

        await page.GetByLabel("What the others should know").FillAsync("on my way");
        await page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" }).ClickAsync();
        await Assertions.Expect(page.Locator(".taken")).ToContainTextAsync($"Acknowledged by {OperatedGateway.Operator}");
        await visitor.AssertAccessibleAsync();

        using AlertBook book = gateway.OpenBook();
        Assert.Equal((OperatedGateway.Operator, "on my way"),
            (book.Find(alarm)!.Acknowledged!.By, book.Find(alarm)!.Acknowledged!.Note));
        Assert.Contains(gateway.Audit(), entry => entry.Who == OperatedGateway.Operator && entry.Action == "acknowledge"
            && entry.Subject.Contains(cell, StringComparison.Ordinal) && entry.Detail == "on my way");
    }

    [Fact]
    public async Task The_address_holds_filter_order_and_the_chosen_alarm()
    {
        long alarm = gateway.AlarmOf("bench-09/3");
        await using Visitor visitor = await gateway.VisitAsync(
            demo, OperatedGateway.Viewer, Screen.Desktop, $"/alarms?least=critical&find=BENCH-09&sort=newest&alarm={alarm}");
        IPage page = visitor.Page;
        await Assertions.Expect(page.Locator(".alarm")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".alarm[aria-current=true]")).ToContainTextAsync("bench-09/3");
        await page.GetByLabel("At least").SelectOptionAsync("Info");
        await Assertions.Expect(page.Locator(".alarm")).ToHaveCountAsync(2);
        await Assertions.Expect(page)
            .ToHaveURLAsync(new System.Text.RegularExpressions.Regex("alarms\\?find=BENCH-09&sort=newest&alarm="));
        await page.GetByLabel("Find").FillAsync("clock");
        await page.GetByLabel("Find").PressAsync("Enter");
        await Assertions.Expect(page.Locator(".alarm")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Past" }).ClickAsync();
        await Assertions.Expect(page.GetByText("None of them is like that.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Show all" }).ClickAsync();
        await Assertions.Expect(page.Locator(".alarm")).ToContainTextAsync("bench-08/1");
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task An_operator_plans_maintenance_and_ends_it(string screen)
    {
        string subjects = $"{screen}/*";
        await using Visitor visitor =
            await gateway.VisitAsync(demo, OperatedGateway.Operator, Screen.Named(screen), "/alarms?show=silences");
        IPage page = visitor.Page;
        await page.GetByLabel("Cells, boards or cohorts").FillAsync(subjects);
        await page.GetByLabel("Begins").FillAsync("2031-07-01T08:00");
        await page.GetByLabel("For", new() { Exact = true }).FillAsync("3h");
        await page.GetByLabel("Why").FillAsync("glovebox service");
        await page.GetByRole(AriaRole.Button, new() { Name = "Plan maintenance" }).ClickAsync();
        ILocator planned = page.Locator(".silence").Filter(new() { HasText = subjects });
        await Assertions.Expect(planned)
            .ToContainTextAsync("2031-07-01 08:00:00 UTC to 2031-07-01 11:00:00 UTC, by otto: glovebox service");
        await visitor.AssertFitsAsync();
        await visitor.AssertAccessibleAsync();
        await visitor.PictureAsync("silences");

        await planned.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(planned).ToHaveCountAsync(0);
        Assert.Equal(["end silence", "maintenance"],
            gateway.Audit().Where(entry => entry.Subject.Contains(subjects, StringComparison.Ordinal))
            .Select(entry => entry.Action));
    }

    [Fact]
    public async Task An_operator_silences_what_rang_from_where_it_stands()
    {
        long alarm = gateway.AlarmOf("bench-09");
        await using Visitor visitor =
            await gateway.VisitAsync(demo, OperatedGateway.Operator, Screen.Phone, $"/alarms?alarm={alarm}");
        IPage page = visitor.Page;
        await page.GetByText("Silence this").ClickAsync();
        await page.GetByLabel("For", new() { Exact = true }).FillAsync("soon");
        await page.GetByRole(AriaRole.Button, new() { Name = "Silence", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("'soon' is not a time")).ToBeVisibleAsync();
        await page.GetByLabel("For", new() { Exact = true }).FillAsync("4h");
        await page.GetByRole(AriaRole.Button, new() { Name = "Silence", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nobody until")).ToBeVisibleAsync();
        using AlertBook book = gateway.OpenBook();
        Silence silence = Assert.Single(book.Silences(), silence => silence.Subjects == "bench-09");
        Assert.Equal(("clock-bad", OperatedGateway.Operator, TimeSpan.FromHours(4)),
            (silence.Rules, silence.By, silence.Until - silence.From));
    }

    [Fact]
    public async Task A_viewer_sees_all_of_it_and_the_server_refuses_what_the_page_does_not_offer()
    {
        long alarm = gateway.AlarmOf("bench-09/3");
        await using Visitor visitor =
            await gateway.VisitAsync(demo, OperatedGateway.Viewer, Screen.Desktop, $"/alarms?alarm={alarm}");
        IPage page = visitor.Page;
        ILocator acknowledge = page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge" });
        await Assertions.Expect(acknowledge).ToBeDisabledAsync();
        await Assertions.Expect(page.GetByText("Your role may look only")).ToBeVisibleAsync();

        // As somebody would who changes the page in his browser.
        await acknowledge.EvaluateAsync("button => { button.disabled = false; button.form.requestSubmit(); }");
        await Assertions.Expect(page.GetByText("Not done: this needs the role operator.")).ToBeVisibleAsync();
        using AlertBook book = gateway.OpenBook();
        Assert.Null(book.Find(alarm)!.Acknowledged);
        Assert.Contains(gateway.Audit(), entry => entry.Who == OperatedGateway.Viewer && entry.Action == "acknowledge refused");
    }
}
