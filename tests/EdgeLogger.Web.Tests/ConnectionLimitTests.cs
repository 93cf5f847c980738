using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Testing;

namespace EdgeLogger.Web.Tests;

/// <summary>What somebody who has not signed in can take of the page.</summary>
public sealed class ConnectionLimitTests
{
    // Those that this machine always gets are 16 more.
    private const int Most = 4;
    private const int MostFromHere = Most + 16;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact, Trait("Fault", "62")]
    public async Task No_more_connections_than_there_may_be_are_served_and_one_that_ends_makes_room()
    {
        await using ServedPage page = await ServedPage.StartAsync(options: new WebOptions { Port = 0, MaximumConnections = Most });
        List<NetworkStream> idle = [];
        for (int i = 0; i < MostFromHere; i++)
        {
            idle.Add(await ConnectAsync(page));
            Assert.Contains(" 200 ", await HealthAsync(page, idle[^1]), StringComparison.Ordinal);
        }

        Assert.Equal("", await HealthAsync(page, await ConnectAsync(page)));

        await idle[0].DisposeAsync();
        string again = "";
        while (again.Length == 0)
        {
            again = await HealthAsync(page, await ConnectAsync(page));
        }

        Assert.Contains(" 200 ", again, StringComparison.Ordinal);
        idle.ForEach(connection => connection.Dispose());
    }

    [Fact, Trait("Fault", "62")]
    public async Task Half_a_request_is_cut_off()
    {
        await using ServedPage page = await ServedPage.StartAsync(options: new WebOptions { Port = 0, HeadersWithin = TimeSpan.FromSeconds(1) });
        using NetworkStream half = await ConnectAsync(page);
        await half.WriteAsync("GET /health HTTP/1.1\r\nHost: "u8.ToArray(), Ct);
        using StreamReader answer = new(half);
        Assert.Contains(" 408 ", await answer.ReadToEndAsync(Ct).InTime(), StringComparison.Ordinal);
    }

    [Fact, Trait("Fault", "62")]
    public async Task A_request_with_long_headers_is_refused()
    {
        await using ServedPage page = await ServedPage.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(page.Url, "/health"));
        request.Headers.Add("X-Long", new string('x', 16 * 1024));
        using HttpResponseMessage answer = await page.Http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.StatusCode);
    }

    private static async Task<NetworkStream> ConnectAsync(ServedPage page)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, page.Url.Port, Ct);
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>The begin of the answer; empty if the connection was ended instead.</summary>
    private static async Task<string> HealthAsync(ServedPage page, NetworkStream connection)
    {
        byte[] start = new byte[16];
        try
        {
            await connection.WriteAsync(Encoding.ASCII.GetBytes($"GET /health HTTP/1.1\r\nHost: {page.Url.Authority}\r\n\r\n"), Ct);
            int read = await connection.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, Ct).InTime();
            return Encoding.ASCII.GetString(start, 0, read);
        }
        catch (IOException)
        {
            // Reset: ended as well.
            return "";
        }
    }
}
