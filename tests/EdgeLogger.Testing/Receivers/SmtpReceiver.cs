using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Testing.Receivers;

/// <summary>A small real mail server on a free loopback port: SMTP (RFC 5321) with AUTH PLAIN, in the clear.</summary>
public sealed class SmtpReceiver : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<ReceivedMail> _received = [];
    private readonly List<string> _commands = [];
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Lock _gate = new();
    private readonly Task _running;

    public SmtpReceiver()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _running = Task.Run(RunAsync);
    }

    public int Port { get; }

    /// <summary>The password it wants; null: it takes mail from anybody.</summary>
    public string? Password { get; init; }

    /// <summary>What it says to a mail; default: that it has it.</summary>
    public Func<int, string> Answer { get; set; } = _ => "250 kept";

    public IReadOnlyList<ReceivedMail> Received
    {
        get
        {
            lock (_gate)
            {
                return [.. _received];
            }
        }
    }

    /// <summary>Every command line it was sent.</summary>
    public IReadOnlyList<string> Commands
    {
        get
        {
            lock (_gate)
            {
                return [.. _commands];
            }
        }
    }

    /// <summary>Waits until this many have come.</summary>
    public async Task WaitForAsync(int count, CancellationToken cancellationToken)
    {
        while (Received.Count < count)
        {
            await _arrived.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _running;
        _arrived.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                _ = Task.Run(() => TalkAsync(client));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        try
        {
            using (client)
            using (StreamReader reader = new(client.GetStream(), Encoding.Latin1))
            using (StreamWriter writer = new(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true })
            {
                await writer.WriteLineAsync("220 mail.lab ESMTP");
                await TalkAsync(reader, writer);
            }
        }
        catch (IOException)
        {
            // The sender has gone.
        }
    }

    private async Task TalkAsync(StreamReader reader, StreamWriter writer)
    {
        string from = "";
        string to = "";
        string user = "";
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_gate)
            {
                _commands.Add(line);
            }

            string[] words = line.Split(' ', 3);
            switch (words[0].ToUpperInvariant())
            {
                case "EHLO":
                    await writer.WriteLineAsync(
                        Password is null ? "250-mail.lab\r\n250 8BITMIME" : "250-mail.lab\r\n250-8BITMIME\r\n250 AUTH PLAIN");
                    break;
                case "AUTH":
                    string[] parts = Encoding.UTF8.GetString(Convert.FromBase64String(words[2])).Split('\0');
                    bool right = parts[2] == Password;
                    user = right ? parts[1] : "";
                    await writer.WriteLineAsync(right ? "235 welcome" : "535 no");
                    break;
                case "MAIL":
                    from = line;
                    await writer.WriteLineAsync(Password is not null && user.Length == 0 ? "530 who are you?" : "250 ok");
                    break;
                case "RCPT":
                    to = to.Length == 0 ? line : to;
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    if (await DataAsync(reader) is not { } data)
                    {
                        return;
                    }

                    await writer.WriteLineAsync(Keep(new ReceivedMail(from, to, user, data)));
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }

    // Null if the sender has gone before the lone point: what has come until then is not a mail (RFC 5321, 4.1.1.4).
    private static async Task<string?> DataAsync(StreamReader reader)
    {
        StringBuilder data = new();
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == ".")
            {
                return data.ToString();
            }

            data.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        }

        return null;
    }

    private string Keep(ReceivedMail mail)
    {
        int count;
        lock (_gate)
        {
            count = _received.Count;
        }

        string answer = Answer(count);
        if (answer.StartsWith('2'))
        {
            lock (_gate)
            {
                _received.Add(mail);
            }

            _arrived.Release();
        }

        return answer;
    }
}
