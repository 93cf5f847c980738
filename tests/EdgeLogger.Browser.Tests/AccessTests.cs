using System;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeLogger.Browser.Tests;

/// <summary>People come and go on a gateway of their own: from the first admin on, everybody has to sign in.</summary>
public sealed class AccessTests(RunningDemo demo)
{
    private const string Password = "correct horse battery";

    [Theory]
    [MemberData(nameof(Screen.Names), MemberType = typeof(Screen))]
    public async Task The_first_admin_is_made_on_the_page_signs_in_makes_a_token_and_signs_out(string screen)
    {
        demo.SkipWithoutBrowser();
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(8), TimeProvider.System);
        string directory = Directory.CreateTempSubdirectory("edgelogger-access-page-").FullName;
        ServeProcess gateway = await ServeProcess.StartAsync(directory, patience.Token);
        try
        {
            await using Visitor visitor = await demo.VisitAsync(Screen.Named(screen), gateway.Page!);
            await visitor.OpenAsync("/access");
            await visitor.Page.GetByLabel("Name").FillAsync("ada");
            await visitor.Page.GetByLabel("Password").FillAsync(Password);
            await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Add, or give a new password" }).ClickAsync();
            // "ada may now sign in", or already what the page says to everybody who has not.
            await Expect(visitor.Page.GetByText("may now sign in.")).ToBeVisibleAsync();

            await visitor.Page.GotoAsync(new Uri(gateway.Page!, "/access").ToString());
            await visitor.AssertFitsAsync();
            await visitor.AssertAccessibleAsync();
            await visitor.PictureAsync("sign-in");
            await visitor.Page.GetByLabel("Name").FillAsync("ada");
            await visitor.Page.GetByLabel("Password").FillAsync(Password);
            await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
            await visitor.Page.Locator("html[data-live]").WaitForAsync();

            await visitor.Page.GetByLabel("Program", new() { Exact = true }).FillAsync("grafana");
            await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Make a token" }).ClickAsync();
            await Expect(visitor.Page.Locator("#secret")).ToHaveTextAsync(new Regex("^el_"));
            await visitor.AssertAccessibleAsync();

            await visitor.OpenAsync("/");
            await visitor.PictureAsync("first-run");
            await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out", IncludeHidden = true })
                .DispatchEventAsync("click");
            await Expect(visitor.Page).ToHaveURLAsync(new Regex("/sign-in"));
            Assert.Contains("\"who\":\"ada\",\"action\":\"token\"",
                await File.ReadAllTextAsync(Path.Combine(directory, "audit.log"), patience.Token), StringComparison.Ordinal);
        }
        finally
        {
            await gateway.DisposeAsync();
            Directory.Delete(directory, recursive: true);
        }
    }
}
