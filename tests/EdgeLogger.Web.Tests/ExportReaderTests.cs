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
using Microsoft.Extensions.Time.Testing;

namespace EdgeLogger.Web.Tests;

/// <summary>Exports lie on the gateway's disk while they are fetched, and those who fetch them may be slow, or worse.</summary>
public sealed class ExportReaderTests
{
    private const string Export = "/api/cells/bench-01/0/export?what=samples";

    // Some MB: more than the 4 MiB that Linux keeps at most for one connection.
    private const int Frames = 9000;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact, Trait("Fault", "67")]
    public async Task Readers_that_do_not_read_hold_eight_files_at_most_and_none_once_they_are_gone_or_cut_off()
    {
        using ScratchDirectory folder = new();
        FakeTimeProvider time = new();
        await using ServedPage page =
            await ServedPage.StartAsync(options: new WebOptions { Port = 0, TemporaryFolder = folder.Path }, time: time);
        await page.RecordAsync(Frames);
        List<Socket> holding = [];
        List<string> refused = [];
        for (int i = 0; i < 12; i++)
        {
            (Socket reader, string status) = await AskAsync(page.Url);
            if (status.Contains(" 200 ", StringComparison.Ordinal))
            {
                holding.Add(reader);
            }
            else
            {
                refused.Add(status);
                reader.Dispose();
            }
        }

        Assert.Equal(8, holding.Count);
        Assert.All(refused, status => Assert.Contains(" 503 ", status, StringComparison.Ordinal));
        Assert.Equal(8, Held(folder));
        Assert.All(Directory.GetDirectories(folder.Path), held => Assert.True(
            OperatingSystem.IsWindows()
            || File.GetUnixFileMode(held) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)));

        holding[..4].ForEach(reader => reader.Dispose());
        await Soon.Until(() => Held(folder) == 4);

        // The other four are there, and read nothing.
        await Soon.Until(() =>
        {
            time.Advance(TimeSpan.FromSeconds(30));
            return Held(folder) == 0;
        });
        holding.ForEach(reader => reader.Dispose());
        using HttpResponseMessage after = await page.GetAsync(Export);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.True((await after.Content.ReadAsStringAsync(Ct)).Length > 5 << 20);
    }

    private static int Held(ScratchDirectory folder) => Directory.GetDirectories(folder.Path).Length;

    /// <summary>Asks for the export with a small window, and reads the first line of the answer and no more.</summary>
    private static async Task<(Socket Reader, string Status)> AskAsync(Uri page)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(IPAddress.Loopback, page.Port, Ct);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {Export} HTTP/1.1\r\nHost: {page.Authority}\r\n\r\n"), Ct);
        byte[] start = new byte[16];
        int read = await socket.ReceiveAsync(start, Ct).AsTask().InTime();
        return (socket, Encoding.ASCII.GetString(start, 0, read));
    }
}
