using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Receivers;

namespace EdgeLogger.Faults.Tests;

/// <summary>The mail server that other tests count mails with.</summary>
public sealed class SmtpReceiverTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Message-Id: <1@lab>\r\n\r\nThe tempera")]
    public async Task A_mail_whose_sender_is_killed_within_it_has_not_arrived(string part)
    {
        await using SmtpReceiver server = new();
        await SendAsync(server, part).InTime();
        await SendAsync(server, "Message-Id: <2@lab>\r\n\r\nwhole\r\n.\r\nQUIT\r\n").InTime();

        Assert.Contains("<2@lab>", Assert.Single(server.Received).Data, StringComparison.Ordinal);
    }

    // Sends this after DATA, and ends; returns when the server has ended too.
    private static async Task SendAsync(SmtpReceiver server, string text)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, server.Port);
        using StreamReader answers = new(client.GetStream(), Encoding.Latin1);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes("MAIL FROM:<a@lab>\r\nRCPT TO:<b@lab>\r\nDATA\r\n"));
        while (await answers.ReadLineAsync() is { } line && !line.StartsWith("354", StringComparison.Ordinal))
        {
            // The server's other answers.
        }

        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text));
        client.Client.Shutdown(SocketShutdown.Send);
        await answers.ReadToEndAsync();
    }
}
