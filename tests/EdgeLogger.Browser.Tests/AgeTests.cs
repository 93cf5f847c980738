using System;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Bench.Fleet;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EdgeLogger.Browser.Tests;

/// <summary>How old a cell's newest row is, while somebody looks.</summary>
public sealed class AgeTests(RunningDemo demo) : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-age-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    [Trait("verify", "page")]
    public async Task The_age_of_the_newest_row_counts_on_without_a_word_from_the_gateway_and_begins_again_with_the_next_row()
    {
        demo.SkipWithoutBrowser();
        using CancellationTokenSource patience =
            CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(8));
        // A frame every 20 s.
        await using ServedFleet fleet = await ServedFleet.StartAsync(_directory, boards: 1, slots: 1, speed: 1, patience.Token);
        await using Visitor visitor = await demo.VisitAsync(Screen.Desktop, fleet.Serve.Page);
        int received = 0;
        visitor.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, _) => Interlocked.Increment(ref received);
        await visitor.OpenAsync("/");
        ILocator age = visitor.Page.Locator(".tile .age");
        await Expect(age).ToHaveTextAsync(new Regex("ago$"));

        int least = await CountedOnAsync(age, () => Volatile.Read(ref received), patience.Token);
        Assert.True(least > 0);
        string came = (await age.GetAttributeAsync("data-came"))!;
        await Expect(age).Not.ToHaveAttributeAsync("data-came", came);
        await Expect(age).ToHaveTextAsync(new Regex("^(just now|[0-9] s ago)$"));

        // The same words elsewhere.
        await visitor.OpenAsync("/?view=table");
        await Expect(visitor.Page.Locator("tbody .age")).ToHaveTextAsync(new Regex("^(just now|\\d+ s ago)$"));
        await visitor.OpenAsync("/slots/fixture-01/0");
        await Expect(visitor.Page.Locator(".facts .age")).ToHaveTextAsync(new Regex("^(just now|\\d+ s ago)$"));
    }

    /// <summary>
    /// Looks until the age has grown by two seconds between two looks between which the gateway has sent nothing.
    /// </summary>
    private static async Task<int> CountedOnAsync(ILocator age, Func<int> received, CancellationToken patience)
    {
        while (true)
        {
            (int at, int before) = (received(), Seconds(await age.InnerTextAsync()));
            await Task.Delay(TimeSpan.FromSeconds(3.2), TimeProvider.System, patience);
            int after = Seconds(await age.InnerTextAsync());
            if (before >= 0 && after >= before + 2 && received() == at)
            {
                return after - before;
            }
        }
    }

    private static int Seconds(string text) =>
        Regex.Match(text, @"^(\d+) s ago$") is { Success: true } reported
        ? int.Parse(reported.Groups[1].Value, CultureInfo.InvariantCulture)
        : -1;
}
