using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Web.Tests;

public sealed class ApiTests : IAsyncLifetime
{
    private ServedPage _page = null!;

    public async ValueTask InitializeAsync() => _page = await ServedPage.StartAsync();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task The_document_names_every_path_of_the_API()
    {
        using JsonDocument document = JsonDocument.Parse(await _page.TextAsync("/openapi/v1.json"));
        JsonElement paths = document.RootElement.GetProperty("paths");
        string[] wanted =
        [
            "/health", "/api/cells", "/api/cells/{board}/{slot}", "/api/cells/{board}/{slot}/cycles",
            "/api/cells/{board}/{slot}/half-cycles", "/api/cells/{board}/{slot}/samples",
            "/api/cells/{board}/{slot}/trends", "/api/cells/{board}/{slot}/export", "/api/cells/{board}/{slot}/events",
            "/api/tests/{id}", "/api/tests/{id}/cycles", "/api/tests/{id}/half-cycles", "/api/tests/{id}/trends",
            "/api/tests/{id}/samples", "/api/tests/{id}/curves", "/api/tests/{id}/events", "/api/tests/{id}/export",
            "/api/alerts", "/api/boards", "/api/sinks",
            "/api/book/cells", "/api/book/cells/{name}", "/api/book/notes", "/api/book/notes/{id}",
            "/api/book/notes/{id}/withdraw", "/api/book/tests", "/api/book/tests/table",
            "/api/book/tests/{id}/end", "/api/book/tests/{id}/move", "/api/book/tests/{id}/correct",
        ];
        Assert.All(wanted, path => Assert.True(paths.TryGetProperty(path, out _), path + " is not described"));
    }

    [Fact]
    public async Task Metrics_are_in_the_form_that_Prometheus_reads()
    {
        using HttpResponseMessage answer = await _page.GetAsync("/metrics");
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("# TYPE edgelogger_frames_stored_total counter\nedgelogger_frames_stored_total 3\n", text,
            StringComparison.Ordinal);
        Assert.Contains("edgelogger_messages_refused_total{reason=\"bad-crc\"} 4\n", text, StringComparison.Ordinal);
        Assert.Contains("edgelogger_sink_frames_behind{sink=\"lab \\\"one\\\"\"} 5\n", text, StringComparison.Ordinal);
        Assert.Contains("# HELP edgelogger_frames_stored_total New frames on disk.\n", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE edgelogger_cells gauge\nedgelogger_cells 0\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Boards_and_sinks_are_reported()
    {
        Assert.Contains("\"online\":true", await _page.TextAsync("/api/boards"), StringComparison.Ordinal);
        Assert.Contains("\"framesBehind\":5", await _page.TextAsync("/api/sinks"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/cells/none/0/export", HttpStatusCode.NotFound)]
    [InlineData("/api/tests/0000000000000001/export", HttpStatusCode.NotFound)]
    [InlineData("/api/tests/none/export", HttpStatusCode.NotFound)]
    [InlineData("/api/tests/0000000000000001/export?format=7", HttpStatusCode.BadRequest)]
    [InlineData("/api/cells/none/0/export?what=secrets", HttpStatusCode.BadRequest)]
    [InlineData("/api/cells/none/0/export?format=7", HttpStatusCode.BadRequest)]
    [InlineData("/api/cells/none/0/export?what=samples,steps", HttpStatusCode.BadRequest)]
    [InlineData("/api/cells/none/0/export?what=samples&what=cycles", HttpStatusCode.BadRequest)]
    [InlineData("/api/cells/none/0/export?what=0&format=0", HttpStatusCode.BadRequest)]
    [InlineData("/api/cells/none/0/export?what=cycles&format=bdf", HttpStatusCode.BadRequest)]
    public async Task An_export_of_what_is_not_there_says_what_can_be_had(string path, HttpStatusCode status)
    {
        using HttpResponseMessage answer = await _page.GetAsync(path);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_odd_name_or_value_is_answered_and_is_not_an_error_of_the_server()
    {
        await _page.RecordAsync(frames: 2);
        string[] odd =
        [
            "%00", "%0d%0aSet-Cookie:%20a=b", "%22", "'", "%3Cscript%3E", "..%2f..%2fetc%2fpasswd", "%5c..%5c", "%ff", "%ud800",
            "%ed%a0%80", "%e2%80%ae", "%F0%9F%94%8B", "=1+1",
            "-1", "1e99", "NaN", "9223372036854775807", "-9223372036854775808", "9223372036854775808", new string('x', 4000), "",
        ];
        string[] places =
        [
            "/api/cells/{0}/0/export", "/api/cells/bench-01/{0}/export", "/api/cells/bench-01/0/export?what={0}",
            "/api/cells/bench-01/0/export?what=samples&format={0}",
            "/api/cells/bench-01/0/export?what=samples&from={0}", "/api/cells/bench-01/0/export?what=steps&to={0}",
            "/api/cells/bench-01/0/export?what=samples&format=bdf&from={0}&to={0}",
            "/api/cells/bench-01/0/samples?from={0}&to={0}&width={0}&rows={0}", "/api/cells/{0}/0/cycles",
            "/api/alerts/{0}/evidence.svg?width={0}&height={0}", "/cells/{0}/0?tab={0}", "/cells/{0}", "/tests/{0}/{0}",
            "/slots/{0}/0?tab={0}&with={0}/1", "/compare?tests={0}/1&tests={0}", "/api/tests/{0}", "/api/tests/{0}/cycles",
            "/api/tests/{0}/curves?cycles={0}", "/api/tests/{0}/export?what={0}",
        ];
        foreach (string path in places.SelectMany(
            place => odd.Select(value => place.Replace("{0}", value, StringComparison.Ordinal))))
        {
            using HttpResponseMessage answer = await _page.GetAsync(path);
            Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
            Assert.False(answer.Headers.Contains("Set-Cookie") && answer.Headers.GetValues("Set-Cookie")
                .Any(cookie => cookie.StartsWith("a=", StringComparison.Ordinal)), path);
        }
    }

    [Fact]
    public async Task Every_time_in_a_query_that_cannot_be_is_refused_by_its_name_and_possible_ones_are_answered()
    {
        await _page.RecordAsync(frames: 2);
        string[] impossible = ["9223372036854775807", "-9223372036854775808", "9223372036854775808", "7258118400000",
            "253402300800000", "-31557600000001", "2026-01-01", "1e12", "NaN", "", "1&{0}=2"];
        string[] possible = ["0", "946684800000", "7258118399999", "-31557600000000"];
        (string Path, string Name)[] times = await TimesOfTheDocumentAsync();
        Assert.Contains(("/api/cells/bench-01/0/samples", "from"), times);
        Assert.Contains(($"/api/tests/{CodedCell.StreamId:x16}/export", "to"), times);
        foreach ((string path, string name) in times)
        {
            string address = $"{path}?what=samples&{name}=";
            foreach (string value in impossible)
            {
                using HttpResponseMessage answer =
                    await _page.GetAsync(address + value.Replace("{0}", name, StringComparison.Ordinal));
                string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{address}{value}: {answer.StatusCode} {text}");
                Assert.Contains($"{name} must be a time in Unix ms", text, StringComparison.Ordinal);
            }

            foreach (string value in possible)
            {
                using HttpResponseMessage answer = await _page.GetAsync(address + value);
                Assert.True(answer.IsSuccessStatusCode, $"{address}{value}: {answer.StatusCode}");
            }
        }

        foreach (string path in times.Select(time => time.Path).Distinct())
        {
            using HttpResponseMessage answer = await _page.GetAsync($"{path}?what=samples&from=2&to=1");
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("from must not be after to",
                await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    // Every whole number of 64 bits in a query is a time; others are counts.
    private async Task<(string Path, string Name)[]> TimesOfTheDocumentAsync()
    {
        using JsonDocument document = JsonDocument.Parse(await _page.TextAsync("/openapi/v1.json"));
        return [.. document.RootElement.GetProperty("paths").EnumerateObject()
            .Where(path => path.Value.TryGetProperty("get", out JsonElement get) && get.TryGetProperty("parameters", out _))
            .SelectMany(path => path.Value.GetProperty("get").GetProperty("parameters").EnumerateArray()
                .Where(one => one.GetProperty("in").GetString() == "query" && one.GetProperty("schema")
                    .TryGetProperty("format", out JsonElement format) && format.GetString() == "int64")
                .Select(one => (path.Name.Replace("{board}", "bench-01", StringComparison.Ordinal)
                    .Replace("{id}", $"{CodedCell.StreamId:x16}", StringComparison.Ordinal)
                    .Replace("{slot}", "0", StringComparison.Ordinal), one.GetProperty("name").GetString()!)))];
    }

    [Fact]
    public async Task An_export_of_cycles_that_are_not_derived_says_what_to_do()
    {
        await _page.RecordAsync(frames: 2);
        using HttpResponseMessage answer = await _page.GetAsync("/api/cells/bench-01/0/export?what=cycles");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("start the gateway", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_leads_to_what_made_its_results()
    {
        await _page.RecordAsync(frames: 2);
        using HttpResponseMessage answer = await _page.GetAsync("/api/cells/bench-01/0/export?what=samples");
        Assert.Equal([$"</api/tests/{CodedCell.StreamId:x16}/provenance>; rel=\"describedby\"; type=\"application/json\""],
            answer.Headers.GetValues("Link"));
    }

    [Fact]
    public async Task A_cell_that_is_not_there_is_not_found()
    {
        using HttpResponseMessage answer = await _page.GetAsync("/api/cells/none/0");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
