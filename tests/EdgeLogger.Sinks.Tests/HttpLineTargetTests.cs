using System;
using System.IO;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using EdgeLogger.Harness;
using EdgeLogger.Sinks.Http;

namespace EdgeLogger.Sinks.Tests;

/// <summary>Answers that real servers give rarely, from a server of the test's own.</summary>
public sealed class HttpLineTargetTests
{
    private static readonly byte[] Batch = "m v=1 1\n"u8.ToArray();

    [Theory]
    [InlineData(204, WriteVerdict.Accepted)]
    [InlineData(400, WriteVerdict.Rejected)]
    [InlineData(413, WriteVerdict.Rejected)]
    [InlineData(422, WriteVerdict.Rejected)]
    [InlineData(401, WriteVerdict.Unauthorised)]
    [InlineData(403, WriteVerdict.Unauthorised)]
    [InlineData(302, WriteVerdict.Unavailable)]
    [InlineData(404, WriteVerdict.Unavailable)]
    [InlineData(429, WriteVerdict.Unavailable)]
    [InlineData(500, WriteVerdict.Unavailable)]
    [InlineData(503, WriteVerdict.Unavailable)]
    public async Task Every_status_has_its_verdict(int status, WriteVerdict verdict)
    {
        using HttpListener server = Listen(out string address);
        using HttpLineTarget target = new(InfluxOptions.Parse($"{address}?db=d&kind=influx1"), TimeProvider.System);
        Task<WriteOutcome> writing = target.WriteAsync(Batch, TestContext.Current.CancellationToken);
        await AnswerAsync(server, status, "because");
        Assert.Equal(verdict, (await writing).Verdict);
    }

    [Fact]
    public async Task The_servers_words_and_its_wish_to_be_left_alone_come_along_without_the_token()
    {
        using HttpListener server = Listen(out string address);
        InfluxOptions options = InfluxOptions.Parse($"{address}?db=cells&kind=influx3") with { Secret = new Secret("the-token") };
        using HttpLineTarget target = new(options, TimeProvider.System);
        Task<WriteOutcome> writing = target.WriteAsync(Batch, TestContext.Current.CancellationToken);
        HttpListenerContext context = await server.GetContextAsync();
        Assert.Equal("Bearer the-token", context.Request.Headers["Authorization"]);
        Assert.Equal("/api/v3/write_lp?db=cells&precision=millisecond", context.Request.RawUrl);
        using (GZipStream unpacked = new(context.Request.InputStream, CompressionMode.Decompress))
        using (StreamReader reader = new(unpacked))
        {
            Assert.Equal("m v=1 1\n", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        context.Response.AddHeader("Retry-After", "17");
        Close(context, 503, "too much\r\nfor the-token");
        WriteOutcome outcome = await writing;
        Assert.Equal("503 too much  for (secret)", outcome.Words);
        Assert.Equal(TimeSpan.FromSeconds(17), outcome.RetryAfter);
    }

    [Fact]
    public async Task A_version_3_server_is_found_out_and_written_to_in_its_own_way()
    {
        using HttpListener server = Listen(out string address);
        using HttpLineTarget target = new(InfluxOptions.Parse($"{address}?db=d"), TimeProvider.System);
        Task<WriteOutcome> writing = target.WriteAsync(Batch, TestContext.Current.CancellationToken);
        HttpListenerContext ping = await server.GetContextAsync();
        Assert.Equal("/ping", ping.Request.RawUrl);
        ping.Response.AddHeader("X-Influxdb-Version", "3.1.0");
        Close(ping, 200, "");
        HttpListenerContext write = await server.GetContextAsync();
        Assert.Equal("/api/v3/write_lp?db=d&precision=millisecond", write.Request.RawUrl);
        Close(write, 204, "");
        Assert.Equal(WriteOutcome.Accepted, await writing);
    }

    [Fact]
    public async Task A_version_2_server_without_an_organisation_says_what_the_address_lacks()
    {
        using HttpListener server = Listen(out string address);
        using HttpLineTarget target = new(InfluxOptions.Parse($"{address}?db=d"), TimeProvider.System);
        Task<WriteOutcome> writing = target.WriteAsync(Batch, TestContext.Current.CancellationToken);
        HttpListenerContext ping = await server.GetContextAsync();
        ping.Response.AddHeader("X-Influxdb-Version", "v2.7.1");
        Close(ping, 204, "");
        WriteOutcome outcome = await writing;
        Assert.Equal(WriteVerdict.Unavailable, outcome.Verdict);
        Assert.Contains("org=", outcome.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_or_does_not_answer_is_unreachable()
    {
        using HttpListener silent = Listen(out string address);
        InfluxOptions options = InfluxOptions.Parse($"{address}?db=d&kind=influx1")
            with
        { Timeout = TimeSpan.FromMilliseconds(200) };
        using HttpLineTarget waiting = new(options, TimeProvider.System);
        Assert.Equal(WriteVerdict.Unreachable, (await waiting.WriteAsync(Batch, TestContext.Current.CancellationToken)).Verdict);
        silent.Stop();
        using HttpLineTarget gone = new(options, TimeProvider.System);
        Assert.Equal(WriteVerdict.Unreachable, (await gone.WriteAsync(Batch, TestContext.Current.CancellationToken)).Verdict);
    }

    [Fact]
    public void The_number_of_lines_left_out_is_read_from_the_servers_words()
    {
        Assert.Equal(3, HttpAnswer.ToOutcome(HttpStatusCode.BadRequest, "{\"error\":\"partial write: x dropped=3\"}",
            null).LinesRejected);
        Assert.Null(HttpAnswer.ToOutcome(
            HttpStatusCode.BadRequest, "partial write: unable to parse dropped=0", null).LinesRejected);
        Assert.Null(HttpAnswer.ToOutcome(HttpStatusCode.BadRequest, "no", null).LinesRejected);
    }

    private static HttpListener Listen(out string address)
    {
        address = $"http://127.0.0.1:{FreePort.Find()}/";
        HttpListener server = new();
        server.Prefixes.Add(address);
        server.Start();
        return server;
    }

    private static async Task AnswerAsync(HttpListener server, int status, string words) =>
        Close(await server.GetContextAsync(), status, words);

    private static void Close(HttpListenerContext context, int status, string words)
    {
        context.Response.StatusCode = status;
        context.Response.Close(status == 204 ? [] : Encoding.UTF8.GetBytes(words), willBlock: true);
    }
}
