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
        await using ServedPage page =
            await ServedPage.StartAsync(options: new WebOptions { Port = 0, MaximumConnections = Most });
        List<Socket> served = [];
        for (int i = 0; i < MostFromHere; i++)
        {
            served.Add(await ServedAsync(page) ?? throw new InvalidOperationException($"connection {i} was ended"));
        }

        Assert.Null(await ServedAsync(page));

        served[0].Dispose();
        Socket? next;
        while ((next = await ServedAsync(page)) is null)
        {
            Ct.ThrowIfCancellationRequested();
        }

        next.Dispose();
        served.ForEach(connection => connection.Dispose());
    }

    [Fact, Trait("Fault", "62")]
    public async Task Half_a_request_is_cut_off()
    {
        await using ServedPage page =
            await ServedPage.StartAsync(options: new WebOptions { Port = 0, HeadersWithin = TimeSpan.FromSeconds(1) });
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, page.Url.Port, Ct);
        NetworkStream half = client.GetStream();
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

    /// <summary>A connection on which /health was answered; null if it was ended instead.</summary>
    private static async Task<Socket?> ServedAsync(ServedPage page)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, page.Url.Port, Ct);
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /health HTTP/1.1\r\nHost: {page.Url.Authority}\r\n\r\n"), Ct);
            if (await socket.ReceiveAsync(new byte[1], Ct).AsTask().InTime() == 1)
            {
                return socket;
            }
        }
        catch (SocketException)
        {
            // Reset: ended as well.
        }

        socket.Dispose();
        return null;
    }
}
