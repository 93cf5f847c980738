using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Harness;
using EdgeLogger.Testing.Receivers;
using EdgeLogger.Web.Access;
using Microsoft.Playwright;

namespace EdgeLogger.Browser.Tests;

/// <summary>
/// A real `edgelogger serve` with a user for each role, alarms in its book, a rules file and somebody to notify. Its cells never
/// come: what is open stays open until a person does something.
/// </summary>
public sealed class OperatedGateway : IAsyncLifetime
{
    public const string Viewer = "vera";
    public const string Operator = "otto";
    public const string Admin = "ada";

    private const string Password = "long enough 7";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private readonly Dictionary<string, IReadOnlyList<Cookie>> _cookies = [];
    private ServeProcess? _serve;

    /// <summary>The data directory.</summary>
    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("edgelogger-operated-").FullName;

    /// <summary>Who is notified of alarms.</summary>
    public HttpReceiver Receiver { get; } = new();

    /// <summary>Its page.</summary>
    public Uri Page => _serve!.Page!;

    public async ValueTask InitializeAsync()
    {
        using CancellationTokenSource patience = new(Patience, TimeProvider.System);
        AccessBook access = AccessBook.Open(Directory);
        access.SetUser(Viewer, Role.Viewer, Password);
        access.SetUser(Operator, Role.Operator, Password);
        access.SetUser(Admin, Role.Admin, Password);
        await File.WriteAllTextAsync(Path.Combine(Directory, RuleFile.FileName), Rules(), patience.Token);
        using (AlertBook book = AlertBook.Open(Directory, TimeProvider.System))
        {
            book.Note([.. Changes()], [], begins: true);
        }

        _serve = await ServeProcess.StartAsync(Directory, patience.Token);
    }

    /// <summary>The book as it stands on disk.</summary>
    public AlertBook OpenBook() => AlertBook.Open(Directory, TimeProvider.System);

    /// <summary>The number of the open alarm about a cell.</summary>
    public long AlarmOf(string subject)
    {
        using AlertBook book = OpenBook();
        return book.OpenAlerts().Single(alert => alert.Subject.Name == subject).Id;
    }

    /// <summary>What people have changed.</summary>
    public IReadOnlyList<AuditEntry> Audit() => new AuditLog(Directory, TimeProvider.System).Latest(1000);

    /// <summary>Opens a view as one of the three, signed in.</summary>
    public async Task<Visitor> VisitAsync(RunningDemo browsers, string who, Screen screen, string path)
    {
        Visitor visitor = await browsers.VisitAsync(screen, Page);
        if (_cookies.TryGetValue(who, out IReadOnlyList<Cookie>? cookies))
        {
            await visitor.Page.Context.AddCookiesAsync(cookies);
        }
        else
        {
            await SignInAsync(visitor.Page, who);
        }

        await visitor.OpenAsync(path);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        if (_serve is not null)
        {
            await _serve.DisposeAsync();
        }

        await Receiver.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    // Once for each: sign-ins are limited to ten a minute.
    private async Task SignInAsync(IPage page, string who)
    {
        await page.GotoAsync(new Uri(Page, "/sign-in").ToString());
        await page.GetByLabel("Name").FillAsync(who);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.Locator("html[data-live]").WaitForAsync();
        _cookies[who] = [.. (await page.Context.CookiesAsync())
            .Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = Page.ToString() })];
    }

    private string Rules() => string.Create(CultureInfo.InvariantCulture, $$"""
        allow-addresses: [127.0.0.1]
        group-wait: 0s
        notifiers:
          - {name: bench-phone, kind: webhook, url: "{{Receiver.Url}}hook/not-for-the-page"}
        rules:
          - name: capacity-retention
            severity: critical
            settings: {fire-below: 70, clear-above: 72}
          # Nobody cycles here at night.
          - {name: test-stopped, enabled: false}
        """);

    private static IEnumerable<Change> Changes()
    {
        string[] screens = [.. Screen.All.Select(screen => screen.Name)];
        foreach (string cell in screens.Select(screen => screen + "/0"))
        {
            yield return new Change(Hot(cell), Severity.Critical, ChangeKind.Opened, Held: true);
        }

        yield return new Change(Hot("bench-09/3"), Severity.Critical, ChangeKind.Opened, Held: true);
        yield return new Change(Hot("bench-09/4") with
        {
            Rule = "clock-bad",
            Subject = Subject.Board(
            "bench-09"),
            Sentence = "the clock of bench-09 is 14 s off",
            Unit = "s"
        }, Severity.Info, ChangeKind.Opened, Held: true);
        Verdict over = Hot("bench-08/1");
        yield return new Change(over, Severity.Warning, ChangeKind.Opened, Held: true);
        yield return new Change(over with { State = DetectionState.Clear, Sentence = "61.0 degC, within its limits" },
            Severity.Warning, ChangeKind.Over, Held: true);
    }

    private static Verdict Hot(string cell) => new()
    {
        Rule = "temperature-limits",
        Subject = Subject.Cell(cell),
        State = DetectionState.Abnormal,
        Value = 83.4,
        Threshold = 80,
        Unit = "degC",
        Severity = Severity.Critical,
        Sentence = "83.4 degC for 60 s, above 80 degC",
        Evidence = new Evidence([], "time / s", "temperature / degC",
        [
            new EvidenceSeries("temperature", IsLine: false, [.. Enumerable.Range(0, 60).Select(i => i * 10.0)],
                [.. Enumerable.Range(0, 60).Select(i => 60 + (0.4 * i))]),
            new EvidenceSeries("upper limit", IsLine: true, [0, 590], [80, 80]),
        ]),
    };
}
