using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Web.Tests;

public sealed class PageServerTests : IAsyncLifetime
{
    private ServedPage _page = null!;

    public async ValueTask InitializeAsync() => _page = await ServedPage.StartAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task It_answers_on_the_loopback_address_only()
    {
        Assert.Equal("127.0.0.1", _page.Url.Host);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task An_address_of_a_slot_of_before_cells_had_names_leads_to_the_slot_and_to_no_other_site()
    {
        using HttpResponseMessage before = await GetAsync("/cells/bench-01/2?tab=cycles");
        Assert.Equal("/slots/bench-01/2?tab=cycles", before.Headers.Location?.OriginalString);
        Assert.Contains("Nothing has come from bench-01/2", await TextAsync(await GetAsync("/slots/bench-01/2")),
            StringComparison.Ordinal);
        using HttpResponseMessage foreign = await GetAsync("/cells/%2F%2Fevil.example/2");
        Assert.StartsWith("/slots/%", foreign.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dark", "/alarms", "/alarms")]
    [InlineData("light", "//evil.example/", "/")]
    public async Task A_theme_is_remembered_and_leads_back_to_this_page_only(string theme, string back, string to)
    {
        using HttpResponseMessage answer = await GetAsync($"/theme/{theme}?back={Uri.EscapeDataString(back)}");
        Assert.Equal(to, answer.Headers.Location?.OriginalString);
        Assert.Contains($"data-theme=\"{theme}\"", await TextAsync(await GetAsync("/")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/page.css", "text/css")]
    [InlineData("/charts.css", "text/css")]
    [InlineData("/operations.css", "text/css")]
    [InlineData("/page.js", "text/javascript")]
    [InlineData("/traces.js", "text/javascript")]
    [InlineData("/_framework/blazor.web.js", "text/javascript")]
    public async Task What_the_page_is_drawn_with_is_served(string path, string type)
    {
        using HttpResponseMessage answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Health_says_what_is_wrong()
    {
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/health")).StatusCode);
        _page.Problems = ["The disk is full."];
        HttpResponseMessage answer = await GetAsync("/health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("The disk is full.", await TextAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_that_holds_markup_is_inert_text()
    {
        Verdict hostile = new()
        {
            Rule = "rule",
            Subject = Subject.Cell("<script>alert(1)</script>"),
            State = DetectionState.Abnormal,
            Value = double.NaN,
            Threshold = double.NaN,
            Unit = "",
            Severity = Severity.Warning,
            Sentence = "<img src=x onerror=alert(1)>",
        };
        _page.Book.Note([new Change(hostile, Severity.Warning, ChangeKind.Opened, Held: false)], []);
        string page = await TextAsync(await GetAsync("/"));
        Assert.DoesNotContain("<script>", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task No_inline_script_and_no_strangers_script_can_run_by_policy()
    {
        HttpResponseMessage answer = await GetAsync("/");
        string policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_only_resolves_to_this_machine_is_refused()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, _page.Url) { Headers = { Host = "attacker.example" } };
        Assert.Equal(HttpStatusCode.MisdirectedRequest,
            (await _page.Http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Cycles_of_a_cell_are_reported_and_an_unknown_cell_is_not_found()
    {
        HalfCycle half = new()
        {
            Index = 0,
            Direction = Direction.Charge,
            FirstRow = 0,
            LastRow = 1,
            StartS = 0,
            EndS = 1,
            Ah = 0.5,
            Wh = 1.75,
            AhLow = 0.5,
            AhHigh = 0.5,
            MaxVoltageV = 4,
            MinVoltageV = 3,
            MeanCurrentA = 0.5,
            ConstantVoltage = false,
            Partial = false,
            Provisional = false,
            Flags = QualityFlags.None,
        };
        Cycle cycle = new()
        {
            Number = 1,
            Charge = half,
            Discharge = null,
            Order = CycleOrder.ChargeFirst,
            Partial = true,
            Provisional = false,
            CoulombicEfficiency = null,
            EnergyEfficiency = null,
            Signature = "C1",
            Flags = QualityFlags.None,
        };
        _page.Store.Write([new CellUpdate(new TestKey(1, "bench-01", 0), [StoredHalf.Of(half, TestDates.Empty)], [cycle], [])]);

        string cycles = await TextAsync(await GetAsync("/api/cells/bench-01/0/cycles"));

        Assert.Contains("\"chargeCapacityAh\":0.5", cycles, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/api/cells/bench-02/0/cycles")).StatusCode);
    }

    private Task<HttpResponseMessage> GetAsync(string path) => _page.GetAsync(path);

    private static Task<string> TextAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
