using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.PageBench;
using Microsoft.Playwright;

namespace EdgeLogger.Browser.Tests;

/// <summary>
/// A real `edgelogger demo` in a process of its own, and one browser: both shared by all tests. Where there is no chromium each
/// test is skipped, and says so.
/// </summary>
public sealed class RunningDemo : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    // Those that charge and discharge in two hours; the others, 3 and 6, take twice as long.
    private static readonly int[] FastFixtures = [1, 2, 4, 5, 7, 8];

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-browser-").FullName;
    private SpokenProcess? _demo;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where the page is.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The data directory of the demo.</summary>
    public string DataDirectory => Path.Combine(_directory, "data");

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Path is null)
        {
            return;
        }

        using CancellationTokenSource patience = new(Patience, TimeProvider.System);
        // Half a minute to the first cycles: faster, the demo takes processor time from the tests all the while.
        _demo = SpokenProcess.Start("demo", "--data", DataDirectory, "--web", "0", "--for", "1h", "--speed", "250");
        Url = new Uri((await _demo.WaitForAsync("page: ", patience.Token)).Split("page: ")[1].Trim());
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
        await AwaitCyclesAsync(patience.Token);
    }

    /// <summary>Opens the page as a person with a screen of this size and a liking for dark or light.</summary>
    /// <param name="screen">Size and theme.</param>
    /// <param name="url">The page; null: the demo's.</param>
    public async Task<Visitor> VisitAsync(Screen screen, Uri? url = null)
    {
        SkipWithoutBrowser();
        return await Visitor.ArriveAsync(_browser!, url ?? Url, screen);
    }

    /// <summary>Skips the test where there is no browser.</summary>
    public void SkipWithoutBrowser() => Assert.SkipWhen(_browser is null, Chromium.WhyMissing);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_demo is not null)
        {
            await _demo.DisposeAsync();
        }

        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Waits until six fixtures have closed a cycle, one of which fades: what the views show is then there.</summary>
    private async Task AwaitCyclesAsync(CancellationToken patience)
    {
        using HttpClient http = new();
        foreach (int fixture in FastFixtures)
        {
            Uri cycles = new(Url, $"/api/cells/fixture-{fixture}/0/cycles");
            while (!await HasAnyAsync(http, cycles, patience))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, patience);
            }
        }
    }

    private static async Task<bool> HasAnyAsync(HttpClient http, Uri cycles, CancellationToken patience)
    {
        using HttpResponseMessage answer = await http.GetAsync(cycles, patience);
        return answer.IsSuccessStatusCode && (await answer.Content.ReadAsStringAsync(patience)).Length > 2;
    }
}
