using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Bench.Fleet;
using EdgeLogger.Cells.Names;
using Microsoft.Playwright;

namespace EdgeLogger.PageBench;

/// <summary>The measurements, one after the other.</summary>
internal sealed class PageBenchRun : IAsyncDisposable
{
    private const int Visits = 7;
    private const int Drawings = 9;
    private const float PatienceMs = 180_000;
    private static readonly TimeSpan UpdatesFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(10);

    private readonly BenchGateway _gateway;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly int _rows;
    private int _tests;

    private PageBenchRun(BenchGateway gateway, IPlaywright playwright, IBrowser browser, int rows)
    {
        _gateway = gateway;
        _playwright = playwright;
        _browser = browser;
        _rows = rows;
    }

    public static async Task<PageBenchRun> StartAsync(
        int rows, double speed, int tests, int cycles, CancellationToken cancellationToken)
    {
        BenchGateway gateway = await BenchGateway.StartAsync(rows, speed, tests, cycles, cancellationToken);
        IPlaywright playwright = await Playwright.CreateAsync();
        return new PageBenchRun(gateway, playwright, await Chromium.LaunchAsync(playwright), rows) { _tests = tests };
    }

    /// <summary>Measures and prints; true if every budget holds.</summary>
    public async Task<bool> MeasureAsync(TimeSpan watched)
    {
        await AwaitFleetAsync();
        Console.WriteLine($"the gateway was ready after {_gateway.StartTook.TotalSeconds:F1} s");
        Console.WriteLine($"{BenchGateway.Boards * BenchGateway.Slots} cells on {BenchGateway.Boards} boards; "
            + $"{Environment.ProcessorCount} processors, load {Load()}");
        List<Measured> measured = [await FirstContentAsync("first content"), .. await FleetAsync("/", "as tiles"),
            .. await FleetAsync("/?view=table", "as a table")];
        measured.Add(await TraceAsync());
        if (_tests > 0)
        {
            measured.AddRange(await SearchAsync());
            measured.AddRange(await CellPagesAsync());
        }

        await WatchMemoryAsync(watched);
        Console.WriteLine($"load at the end {Load()}");
        return measured.All(one => one.IsWithin);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _gateway.DisposeAsync();
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "not known";

    private static Measured Show(Measured measured)
    {
        Console.WriteLine(measured);
        return measured;
    }

    private async Task<IPage> OpenAsync(string path, int tiles = 0)
    {
        IBrowserContext context = await _browser.NewContextAsync(
            new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 } });
        context.SetDefaultTimeout(PatienceMs);
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(_gateway.Serve.Page!, path).ToString());
        await page.Locator("html[data-live]").WaitForAsync();
        if (tiles > 0)
        {
            await page.Locator(".tile, .cells-table tbody tr").Nth(tiles - 1)
                .WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        }

        return page;
    }

    private async Task AwaitFleetAsync()
    {
        IPage page = await OpenAsync("/", BenchGateway.Boards * BenchGateway.Slots);
        await page.Context.CloseAsync();
    }

    /// <summary>A visitor who was never here, with an empty cache, until the browser has painted content.</summary>
    private async Task<Measured> FirstContentAsync(string what)
    {
        List<double> times = [];
        for (int visit = 0; visit < Visits; visit++)
        {
            IPage page = await OpenAsync("/");
            times.Add(await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0].startTime"));
            await page.Context.CloseAsync();
        }

        return Show(new Measured(what, times, 1000));
    }

    /// <summary>
    /// From the moment at which the gateway looked at its cells until all of it stands in the document, and is painted.
    /// </summary>
    private async Task<IReadOnlyList<Measured>> FleetAsync(string path, string how)
    {
        IPage page = await OpenAsync(path, BenchGateway.Boards * BenchGateway.Slots);
        await page.EvaluateAsync("""
            () => {
              window.updates = { document: [], painted: [], cells: 0 };
              const fleet = document.getElementById('fleet');
              new MutationObserver(all => {
                // Ages count in the browser.
                const changes = all.filter(change => !change.target.parentElement?.closest('[data-came]'));
                const cellOf = node => (node.nodeType === 1 ? node : node.parentElement)?.closest('.tile, tbody tr');
                window.updates.cells += new Set(changes.map(change => cellOf(change.target)).filter(cell => cell)).size;
                if (changes.some(change => change.attributeName === 'data-at')) {
                  const at = Number(fleet.dataset.at);
                  window.updates.document.push(Date.now() - at);
                  requestAnimationFrame(() => setTimeout(() => window.updates.painted.push(Date.now() - at)));
                }
              }).observe(fleet, { attributes: true, subtree: true, characterData: true, childList: true });
            }
            """);
        await Task.Delay(UpdatesFor, TimeProvider.System);
        double[] document = await page.EvaluateAsync<double[]>("window.updates.document");
        double[] painted = await page.EvaluateAsync<double[]>("window.updates.painted");
        double changed = await page.EvaluateAsync<double>("window.updates.cells");
        await page.Context.CloseAsync();
        Measured inDocument = Show(new Measured($"fleet update {how}, event to DOM", document, 100));
        Show(new Measured($"fleet update {how}, event to paint", painted, double.PositiveInfinity));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {changed / Math.Max(1, document.Length):F0} of the "
            + $"cells had changed in an update, on average"));
        return [inDocument];
    }

    /// <summary>From the choice of the whole record until its drawing stands in the document and is painted.</summary>
    private async Task<Measured> TraceAsync()
    {
        IPage page = await OpenAsync("/slots/" + BenchGateway.LongCell);
        await page.Locator(".traces[data-rows]").WaitForAsync();
        List<double> times = [];
        for (int drawing = 0; drawing < Drawings; drawing++)
        {
            // Each time from the shortest window offered to the whole record.
            await Drawn(page, 0, $"rows < {_rows / 2}");
            times.Add(await Drawn(page, -1, $"rows >= {_rows * 0.9}"));
        }

        await page.Context.CloseAsync();
        return Show(new Measured($"trace of {_rows:N0} rows drawn and painted", times, 500));
    }

    /// <summary>
    /// Chooses one of the windows offered, and waits until a drawing of so many rows is painted; how long that took, ms.
    /// </summary>
    private static Task<double> Drawn(IPage page, int choice, string condition) => page.EvaluateAsync<double>($$"""
        () => new Promise(resolve => {
          const began = performance.now();
          const isDrawn = () => { const rows = Number(document.querySelector('.traces')?.dataset.rows); return {{condition}}; };
          const observer = new MutationObserver(() => {
            if (isDrawn()) {
              observer.disconnect();
              requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
            }
          });
          observer.observe(document.body, { attributes: true, subtree: true, childList: true });
          [...document.querySelectorAll('[role=toolbar] a')].at({{choice}}).click();
        })
        """);

    /// <summary>Searches for a name and for a cohort, as a program asks, until the answer is whole.</summary>
    private async Task<IReadOnlyList<Measured>> SearchAsync()
    {
        using HttpClient http = new() { BaseAddress = _gateway.Serve.Page };
        async Task<Measured> Of(string what, Func<int, string> wanted)
        {
            List<double> times = [];
            for (int visit = 0; visit < Visits; visit++)
            {
                long began = TimeProvider.System.GetTimestamp();
                string answer = await http.GetStringAsync(
                    new Uri("/api/book/cells?search=" + Uri.EscapeDataString(wanted(visit * _tests / Visits)), UriKind.Relative));
                times.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
                if (!answer.Contains(TestArchive.NameOf(visit * _tests / Visits), StringComparison.Ordinal))
                {
                    throw new InvalidOperationException($"The search for {wanted(visit)} found: {answer}");
                }
            }

            return Show(new Measured(what, times, 500));
        }

        return [await Of("search for a name", TestArchive.NameOf), await Of("search for a cohort", TestArchive.CohortOf)];
    }

    /// <summary>From the address of an ended test's page until its content stands in the document and is painted.</summary>
    private async Task<IReadOnlyList<Measured>> CellPagesAsync()
    {
        async Task<Measured> Of(string what, string tab, string content)
        {
            List<double> times = [];
            for (int visit = 0; visit < Visits; visit++)
            {
                IPage page = await OpenAsync("/alarms");
                string path = PagePath.OfCell(TestArchive.NameOf(visit * _tests / Visits)) + "?tab=" + tab;
                await page.GotoAsync(new Uri(_gateway.Serve.Page!, path).ToString());
                await page.Locator(content).First.WaitForAsync();
                times.Add(await page.EvaluateAsync<double>(
                    "new Promise(resolve => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))))"));
                await page.Context.CloseAsync();
            }

            return Show(new Measured(what, times, 1000));
        }

        return
        [
            await Of("cycles of an ended test, painted", "cycles", "figure.chart svg"),
            await Of("table of an ended test, painted", "table", "table tbody tr"),
        ];
    }

    /// <summary>Gateway and tab with the fleet open.</summary>
    private async Task WatchMemoryAsync(TimeSpan watched)
    {
        IPage page = await OpenAsync("/", BenchGateway.Boards * BenchGateway.Slots);
        ICDPSession tools = await page.Context.NewCDPSessionAsync(page);
        long began = TimeProvider.System.GetTimestamp();
        Console.WriteLine("memory with the fleet open:   gateway      tab's heap   nodes of the document");
        while (TimeProvider.System.GetElapsedTime(began) <= watched)
        {
            await tools.SendAsync("HeapProfiler.collectGarbage");
            double heap = (await tools.SendAsync("Runtime.getHeapUsage"))!.Value.GetProperty("usedSize").GetDouble();
            int nodes = await page.EvaluateAsync<int>("document.getElementsByTagName('*').length");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"    {TimeProvider.System.GetElapsedTime(began):mm\\:ss}                "
                + $"{_gateway.Serve.ResidentBytes / 1e6,9:F1} MB {heap / 1e6,11:F2} MB {nodes,14:N0}"));
            await Task.Delay(SampleEvery, TimeProvider.System);
        }

        await page.Context.CloseAsync();
    }
}
