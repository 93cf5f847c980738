using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Harness;
using EdgeLogger.RealProcesses;
using EdgeLogger.Testing.Receivers;

namespace EdgeLogger.Faults.Tests;

/// <summary>Real gateways that are killed while they notify, and receivers that are away.</summary>
public sealed partial class AlertDeliveryTests : IDisposable
{
    private const int Alerts = 40;

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-delivery-").FullName;
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(8));

    public void Dispose()
    {
        _patience.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_gateway_killed_while_it_notifies_forgets_no_alert_and_a_receiver_that_heeds_marks_gets_each_once()
    {
        int seed = Random.Shared.Next(1_000_000);
        Random random = new(seed);
        await using HttpReceiver web = new()
        { Answer = (_, _) => Task.Delay(TimeSpan.FromMilliseconds(random.Next(30)), TimeProvider.System) };
        await using SmtpReceiver mail = new();
        WriteRules($$"""
            - {name: web, kind: webhook, url: '{{web.Url}}'}
              - {name: mail, kind: mail, host: 127.0.0.1, port: {{mail.Port}}, security: none, from: gw@lab.example, to: a@lab.example}
            """);
        NoteAlerts();

        const int Kills = 3;
        for (int kill = 1; kill <= Kills; kill++)
        {
            await using ServeProcess gateway = await StartAsync();
            await web.WaitForAsync(kill * Alerts / (Kills + 2), _patience.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(40)), TimeProvider.System, _patience.Token);
            await gateway.KillAsync();
        }

        await using ServeProcess last = await StartAsync();
        await UntilNothingWaitsAsync();
        string context = $"seed {seed}";

        // Each alert in one notice; what came twice has the same mark, says so, and is no more than what a kill can interrupt.
        JsonElement[] posted = [.. web.Received.Select(request => JsonDocument.Parse(request.Body).RootElement)];
        string[] marks = [.. posted.Select(each => each.GetProperty("id").GetString()!)];
        Assert.Equal(Alerts, posted.DistinctBy(each => each.GetProperty("id").GetString())
            .Select(each => each.GetProperty("rule").GetString()).Distinct().Count());
        Assert.True(marks.Distinct().Count() == Alerts, context);
        Assert.True(marks.Length - Alerts <= Kills, $"{marks.Length} posts, {context}");
        Assert.Equal(marks.Length - Alerts, posted.Where((_, i) => Array.IndexOf(marks, marks[i]) < i)
            .Count(each => each.GetProperty("may_repeat").GetBoolean()));

        string[] mails = [.. mail.Received.Select(each => MessageId().Match(each.Data).Groups[1].Value)];
        Assert.True(mails.Distinct().Count() == Alerts, context);
        Assert.True(mails.Length - Alerts <= Kills, $"{mails.Length} mails, {context}");
        Assert.Equal(marks.Distinct().Order(), mails.Distinct().Order());
        Assert.Equal(0, await last.StopAsync(_patience.Token));
    }

    [Fact]
    public async Task A_notifier_that_is_away_is_tried_again_shown_and_expires_while_everything_else_goes_on()
    {
        int port = FreePort.Find();
        await using HttpReceiver web = new();
        WriteRules($$"""
            - {name: away, kind: webhook, url: 'http://127.0.0.1:{{port}}/'}
              - {name: web, kind: webhook, url: '{{web.Url}}'}
            """, "expire-after: 12s");
        NoteAlerts(3);
        await using ServeProcess gateway = await StartAsync();
        await web.WaitForAsync(3, _patience.Token);

        // The receiver has a notice before the gateway has noted that it was sent.
        await ListUntilAsync(
            "notifier away: 0 notices sent, 3 waiting", "Connection refused", "notifier web: 3 notices sent, 0 waiting");
        await ShownUntilAsync(gateway.Page!, "away does not get through");

        // It comes back in time for one alert more; what was too old by then has expired.
        await ListUntilAsync("notifier away: 0 notices sent, 0 waiting, 3 expired");
        await using HttpReceiver back = new(port);
        NoteAlerts(1, first: 3);
        await back.WaitForAsync(1, _patience.Token);
        Assert.Contains("\"rule\":\"r03\"", Assert.Single(back.Received).Body, StringComparison.Ordinal);
        Assert.Equal(0, await gateway.StopAsync(_patience.Token));
    }

    [Fact]
    public async Task A_receiver_that_hangs_keeps_no_other_waiting_and_no_gateway_from_stopping()
    {
        TaskCompletionSource hang = new();
        await using HttpReceiver stuck = new() { Answer = (_, _) => hang.Task };
        await using HttpReceiver web = new();
        WriteRules($$"""
            - {name: stuck, kind: webhook, url: '{{stuck.Url}}'}
              - {name: web, kind: webhook, url: '{{web.Url}}'}
            """, "attempt-limit: 1s");
        NoteAlerts(3);
        await using ServeProcess gateway = await StartAsync();
        await web.WaitForAsync(3, _patience.Token);
        await stuck.WaitForAsync(4, _patience.Token);
        await ListUntilAsync("no answer within 1s");
        Assert.Equal(0, await gateway.StopAsync(_patience.Token));
        hang.SetResult();
    }

    [Fact]
    public async Task What_commands_change_a_running_gateway_takes_up_and_a_bad_rules_file_changes_nothing()
    {
        await using HttpReceiver web = new();
        WriteRules($"- {{name: web, kind: webhook, url: '{web.Url}'}}");
        await using ServeProcess gateway = await StartAsync();
        await RunAsync(0, "alerts", "silence", "cell-*", "--for", "1h", "--by", "kim");
        await ListUntilAsync("silence 1: rules * on cell-*");
        // Two steps of the gateway: it has seen the silence.
        await Task.Delay(TimeSpan.FromSeconds(1.5), TimeProvider.System, _patience.Token);
        NoteAlerts(1, held: true);
        await RunAsync(0, "alerts", "ack", "1", "--by", "kim", "--note", "mine");
        Assert.Contains("acknowledged by kim", (await RunAsync(2, "alerts", "ack", "1", "--by", "lee")).Errors.Replace(
            "has been acknowledged before, by kim", "acknowledged by kim", StringComparison.Ordinal), StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(_directory, "alerts.yaml"), "rules: [{name: r00, kind: nonsense}]",
            _patience.Token);
        string line = await gateway.WaitForAsync("alerts.yaml:1:", _patience.Token);
        Assert.Contains("there is no kind 'nonsense'", line, StringComparison.Ordinal);
        NoteAlerts(1, first: 1, subject: "other");
        await web.WaitForAsync(1, _patience.Token);
        Assert.Contains("\"rule\":\"r01\"", Assert.Single(web.Received).Body, StringComparison.Ordinal);
        ProgramResult check = await RunAsync(2, "alerts", "rules");
        Assert.Contains("alerts.yaml:1:27: there is no kind 'nonsense'", check.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await gateway.StopAsync(_patience.Token));
    }

    [Fact]
    public async Task An_alert_is_explained_with_its_numbers_and_its_plot_and_a_test_notice_arrives()
    {
        await using HttpReceiver web = new();
        WriteRules($"- {{name: web, kind: webhook, url: '{web.Url}'}}");
        NoteAlerts(1);
        string plot = Path.Combine(_directory, "why.svg");
        string text = (await RunAsync(0, "alerts", "explain", "1", "--plot", plot)).Output;
        Assert.Contains("judged 61 degC against 60 degC", text, StringComparison.Ordinal);
        Assert.Contains("2: 61", text, StringComparison.Ordinal);
        Assert.Contains("temperature / degC", await File.ReadAllTextAsync(plot, _patience.Token), StringComparison.Ordinal);
        Assert.Contains("has taken the test notice", (await RunAsync(0, "alerts", "test", "web")).Output,
            StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"test\"", Assert.Single(web.Received).Body, StringComparison.Ordinal);
        Assert.Contains("There is no notifier 'wbe'", (await RunAsync(2, "alerts", "test", "wbe")).Errors,
            StringComparison.Ordinal);
    }

    // Nobody connects to its broker.
    private Task<ServeProcess> StartAsync() => ServeProcess.StartAsync([], _directory, _patience.Token, "--tls-port", "-1");

    private static string Rule(int number) => $"r{number:00}";

    // Rules of a kind that judges rows: without rows they find nothing by themselves, and what the book has open stays.
    private void WriteRules(string notifiers, string more = "") => File.WriteAllText(Path.Combine(_directory, "alerts.yaml"), $"""
        allow-addresses: 127.0.0.1
        group-wait: 0
        group-interval: 0
        retry-first: 1s
        retry-most: 2s
        {more}
        notifiers:
          {notifiers}
        rules:
        {string.Concat(Enumerable.Range(0, Alerts).Select(i => $"  - {{name: {Rule(i)}, kind: temperature-limits}}\n"))}
        """);

    private void NoteAlerts(int count = Alerts, int first = 0, bool held = false, string subject = "cell")
    {
        using AlertBook book = AlertBook.Open(_directory, TimeProvider.System);
        List<Change> changes = [.. Enumerable.Range(first, count).Select(i => new Change(
            new Verdict
            {
                Rule = Rule(i),
                Subject = Subject.Cell($"{subject}-{i}/0"),
                State = DetectionState.Abnormal,
                Value = 61,
                Threshold = 60,
                Unit = "degC",
                Severity = Severity.Warning,
                Sentence = "it is 61 degC",
                Evidence = new Evidence(
                    [], "time / s", "temperature / degC", [new EvidenceSeries("measured", false, [1, 2], [59, 61])]),
            }, Severity.Warning, ChangeKind.Opened, held))];
        book.Note(changes, []);
    }

    private async Task UntilNothingWaitsAsync()
    {
        using AlertBook book = AlertBook.Open(_directory, TimeProvider.System);
        while (book.UnreportedEvents().Count > 0 || book.Outbox.AwaitedNotifiers().Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, _patience.Token);
        }
    }

    private async Task<string> ListUntilAsync(params string[] texts)
    {
        while (true)
        {
            ProgramResult list = await RunAsync(0, "alerts", "list");
            if (texts.All(text => list.Output.Contains(text, StringComparison.Ordinal)))
            {
                return list.Output;
            }

            // A look is a whole command, which costs more than a question to a gateway.
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, _patience.Token);
        }
    }

    private async Task ShownUntilAsync(Uri page, string text)
    {
        using HttpClient client = new();
        while (!(await client.GetStringAsync(page, _patience.Token)).Contains(text, StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, _patience.Token);
        }
    }

    private async Task<ProgramResult> RunAsync(int exitCode, params string[] arguments)
    {
        ProgramResult result = await ProgramInProcess.RunAsync(_patience.Token, [.. arguments, "--data", _directory]);
        Assert.True(result.ExitCode == exitCode,
            $"{string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Output}{result.Errors}");
        return result;
    }

    [GeneratedRegex("^Message-Id: <([0-9a-f]+)@", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex MessageId();
}
