using System;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using EdgeLogger.Testing.Receivers;

namespace EdgeLogger.Security.Tests;

/// <summary>Secrets of notifiers are sent to whom they are for, and are nowhere else.</summary>
public sealed class NotifierSecretTests : IDisposable
{
    private const string Token = "hush-7f3a9c";

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-secrets-").FullName;
    private readonly string _elsewhere = Directory.CreateTempSubdirectory("edgelogger-elsewhere-").FullName;
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(8));

    public void Dispose()
    {
        _patience.Dispose();
        Directory.Delete(_directory, recursive: true);
        Directory.Delete(_elsewhere, recursive: true);
    }

    [Fact]
    public async Task A_notifiers_token_is_in_no_log_no_answer_no_listing_and_no_file_of_the_gateway()
    {
        string secret = Path.Combine(_elsewhere, "token");
        await File.WriteAllTextAsync(secret, Token, _patience.Token);
        // A receiver that throws back what it was sent, and fails.
        await using HttpReceiver server = new()
        {
            Answer = async (request, response) =>
            {
                response.StatusCode = 401;
                await response.OutputStream.WriteAsync(
                    Encoding.UTF8.GetBytes($"bad {request.Headers["Authorization"]} at {request.Path}"));
            },
        };
        await File.WriteAllTextAsync(Path.Combine(_directory, "alerts.yaml"), $"""
            allow-addresses: 127.0.0.1
            group-wait: 0
            notifiers:
              - {Braced($"name: hook, kind: webhook, url: '{server.Url}', token-file: '{secret}'")}
              - {Braced($"name: bot, kind: telegram, url: '{server.Url}', chat: '1', token-file: '{secret}'")}
            """, _patience.Token);
        Note();
        await using ServeProcess gateway = await ServeProcess.StartAsync(_directory, _patience.Token);
        await server.WaitForAsync(4, _patience.Token);
        Assert.Contains(server.Received, request => request.Headers["Authorization"] == $"Bearer {Token}");
        Assert.Contains(server.Received, request => request.Path.Contains(Token, StringComparison.Ordinal));

        using HttpClient client = new();
        foreach (string path in (string[])["", "health", "api/alerts", "metrics", "openapi/v1.json"])
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(gateway.Page!, path), _patience.Token);
            Assert.DoesNotContain(Token, await answer.Content.ReadAsStringAsync(_patience.Token), StringComparison.Ordinal);
        }

        foreach (string[] command in (string[][])[["alerts", "list"], ["alerts", "rules"], ["alerts", "test", "hook"],
            ["alerts", "test", "bot"], ["doctor"]])
        {
            ProgramResult result = await ProgramInProcess.RunAsync(_patience.Token, [.. command, "--data", _directory]);
            Assert.DoesNotContain(Token, result.Output + result.Errors, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Token, gateway.Said, StringComparison.Ordinal);
        Assert.Equal(0, await gateway.StopAsync(_patience.Token));
        Assert.All(
            Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories),
            file => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Token)) < 0, file));
    }

    private static string Braced(string text) => "{" + text + "}";

    private void Note()
    {
        using AlertBook book = AlertBook.Open(_directory, TimeProvider.System);
        Verdict hot = new()
        {
            Rule = "temperature-limits",
            Subject = Subject.Cell("bench-01/0"),
            State = DetectionState.Abnormal,
            Value = 61,
            Threshold = 60,
            Unit = "degC",
            Severity = Severity.Warning,
            Sentence = "it is 61 degC",
        };
        book.Note([new Change(hot, Severity.Warning, ChangeKind.Opened, Held: false)], []);
    }
}
