using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Faults.Tests;

/// <summary>
/// A browser whose page opened, connected, and then stands still: it confirms nothing that is drawn, gives one sign of life and
/// no other, and reads nothing until asked. It speaks as blazor.web.js does, of which it says only the first sentences.
/// </summary>
internal sealed partial class StuckPage : IDisposable
{
    private static readonly byte[] DrawingName = Encoding.UTF8.GetBytes("JS.RenderBatch");

    // SignalR's sign of life. A browser sends one each 15 s; the gateway misses the next ones after 30 s.
    private static readonly byte[] SignOfLife = [0x02, 0x91, 0x06];

    private readonly ClientWebSocket _socket = new();

    /// <summary>Opens the fleet and has its view drawn live.</summary>
    public static async Task<StuckPage> OpenAsync(Uri url, CancellationToken cancellationToken)
    {
        using HttpClient http = new();
        string document = await http.GetStringAsync(url, cancellationToken);
        string[] components = [.. Component().Matches(document).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))
            .Where(one => one.Contains("descriptor", StringComparison.Ordinal))];
        Assert.NotEmpty(components);
        StuckPage page = new();
        await page._socket.ConnectAsync(new UriBuilder(url) { Scheme = "ws", Path = "/_blazor" }.Uri, cancellationToken);
        await page.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), cancellationToken);
        await page.SendAsync(Call("StartCircuit", url.ToString(), url.ToString(), $"[{string.Join(',', components)}]", ""),
            cancellationToken);
        await page.SendAsync(SignOfLife, cancellationToken);
        return page;
    }

    /// <summary>Reads on until the gateway has ended the connection; how many drawings came.</summary>
    public async Task<int> DrawingsToTheEndAsync(CancellationToken cancellationToken)
    {
        using MemoryStream all = new();
        byte[] buffer = new byte[65536];
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult got = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                if (got.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                all.Write(buffer, 0, got.Count);
            }
        }
        catch (WebSocketException)
        {
            // Ended without a word.
        }

        int drawings = 0;
        ReadOnlySpan<byte> rest = all.GetBuffer().AsSpan(0, (int)all.Length);
        for (int at = rest.IndexOf(DrawingName); at >= 0; at = rest.IndexOf(DrawingName))
        {
            drawings++;
            rest = rest[(at + DrawingName.Length)..];
        }

        return drawings;
    }

    public void Dispose() => _socket.Dispose();

    private async Task SendAsync(byte[] bytes, CancellationToken cancellationToken) =>
        await _socket.SendAsync(bytes, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);

    /// <summary>
    /// An invocation as SignalR frames it: its length, then a MessagePack array [1, headers, id, method, arguments].
    /// </summary>
    private static byte[] Call(string method, params string[] arguments)
    {
        using MemoryStream body = new();
        body.Write([0x95, 0x01, 0x80]);
        Text(body, "0");
        Text(body, method);
        body.WriteByte((byte)(0x90 | arguments.Length));
        Array.ForEach(arguments, argument => Text(body, argument));
        using MemoryStream framed = new();
        long length = body.Length;
        while (length > 0x7F)
        {
            framed.WriteByte((byte)(length | 0x80));
            length >>= 7;
        }

        framed.WriteByte((byte)length);
        body.WriteTo(framed);
        return framed.ToArray();
    }

    private static void Text(MemoryStream into, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        byte[] length = new byte[5];
        length[0] = 0xDB;
        BinaryPrimitives.WriteInt32BigEndian(length.AsSpan(1), bytes.Length);
        into.Write(length);
        into.Write(bytes);
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->")]
    private static partial Regex Component();
}
