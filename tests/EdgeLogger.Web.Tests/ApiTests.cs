using System;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

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
            "/api/cells/{board}/{slot}/trends", "/api/cells/{board}/{slot}/export", "/api/alerts", "/api/boards", "/api/sinks",
        ];
        Assert.All(wanted, path => Assert.True(paths.TryGetProperty(path, out _), path + " is not described"));
    }

    [Fact]
    public async Task Metrics_are_in_the_form_that_Prometheus_reads()
    {
        using HttpResponseMessage answer = await _page.GetAsync("/metrics");
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("# TYPE edgelogger_frames_stored_total counter\nedgelogger_frames_stored_total 3\n", text, StringComparison.Ordinal);
        Assert.Contains("edgelogger_messages_refused_total{reason=\"bad-crc\"} 4\n", text, StringComparison.Ordinal);
        Assert.Contains("edgelogger_sink_frames_behind{sink=\"lab \\\"one\\\"\"} 5\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Boards_and_sinks_are_told()
    {
        Assert.Contains("\"online\":true", await _page.TextAsync("/api/boards"), StringComparison.Ordinal);
        Assert.Contains("\"framesBehind\":5", await _page.TextAsync("/api/sinks"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/cells/none/0/export", HttpStatusCode.NotFound)]
    [InlineData("/api/cells/none/0/export?what=secrets", HttpStatusCode.BadRequest)]
    [InlineData("/api/cells/none/0/export?format=7", HttpStatusCode.BadRequest)]
    [InlineData("/api/cells/none/0/export?what=cycles&format=bdf", HttpStatusCode.BadRequest)]
    public async Task An_export_of_what_is_not_there_says_what_can_be_had(string path, HttpStatusCode status)
    {
        using HttpResponseMessage answer = await _page.GetAsync(path);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_cell_that_is_not_there_is_not_found()
    {
        using HttpResponseMessage answer = await _page.GetAsync("/api/cells/none/0");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
