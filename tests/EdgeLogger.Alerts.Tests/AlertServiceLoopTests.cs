using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Delivery;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Engine;
using EdgeLogger.Alerts.Notify;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Loops;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace EdgeLogger.Alerts.Tests;

/// <summary>The alerts' background work, each made to fail for a while.</summary>
public sealed class AlertServiceLoopTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-alert-loops-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly LoopHealth _loops = new(_ => { });
    private DerivedStore _store = null!;
    private AlertBook _book = null!;
    private DerivationService _derivation = null!;
    private AlertService _alerts = null!;
    private volatile bool _isBroken = true;
    private volatile bool _areTestsKnown = true;
    private volatile int _asked;

    public ValueTask InitializeAsync()
    {
        _store = DerivedStore.Open(_directory);
        _book = AlertBook.Open(_directory, TimeProvider.System);
        _derivation = new DerivationService(_directory, _store, new DerivationOptions(), TimeProvider.System, _ => { });
        _alerts = new AlertService(_directory, _derivation, _book, new AlertSources
        {
            Boards = Boards,
            WhyOver = _ => "the test was ended",
            AreTestsKnown = AreTestsKnown,
        }, _time);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _alerts.DisposeAsync();
        await _derivation.DisposeAsync();
        _book.Dispose();
        _store.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Boards_that_cannot_be_asked_are_named_until_they_can()
    {
        _alerts.Start();
        await UntilAsync(() => HasProblem("judging of boards"));
        _isBroken = false;
        await UntilAsync(() => !HasProblem("judging of boards"));
    }

    [Fact]
    public async Task Tests_that_are_over_and_cannot_be_read_are_named_and_looked_at_when_they_can()
    {
        _store.Write([new CellUpdate(new TestKey(1, "bench-01", 0), [], [], [])]);
        _book.Note([], [], begins: true);
        Run("derived.db", "ALTER TABLE cycle RENAME TO cycle_gone");
        _alerts.Start();
        await UntilAsync(() => HasProblem("judging of tests that are over"));
        Run("derived.db", "ALTER TABLE cycle_gone RENAME TO cycle");
        await UntilAsync(() => !HasProblem("judging of tests that are over"));
    }

    [Fact]
    public async Task Nothing_is_judged_before_the_book_of_cells_has_been_read()
    {
        _areTestsKnown = false;
        _alerts.Start();
        await UntilAsync(() => _asked > 3);
        Assert.False(HasProblem("judging of boards"));
        _areTestsKnown = true;
        await UntilAsync(() => HasProblem("judging of boards"));
    }

    [Fact]
    public async Task Rules_that_cannot_be_gone_through_are_named_and_applied_when_they_can()
    {
        Run("derived.db", "ALTER TABLE cell RENAME TO cell_gone");
        await File.WriteAllTextAsync(Path.Combine(_directory, RuleFile.FileName),
            "rules:\n  - {name: test-stopped, enabled: false}\n", TestContext.Current.CancellationToken);
        _alerts.Start();
        await UntilAsync(() => HasProblem("reading of alert rules"));
        Run("derived.db", "ALTER TABLE cell_gone RENAME TO cell");
        await UntilAsync(() => !HasProblem("reading of alert rules"));
    }

    [Fact]
    public async Task A_rules_file_that_somebody_holds_is_read_when_it_is_let_go_though_it_has_not_changed()
    {
        string path = Path.Combine(_directory, RuleFile.FileName);
        await File.WriteAllTextAsync(path, "page: https://gateway.lab:8080\n", TestContext.Current.CancellationToken);
        await using (FileStream held = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            _alerts.Start();
            await UntilAsync(() => _alerts.RulesProblem.Length > 0);
        }

        await UntilAsync(() => _alerts.RulesProblem.Length == 0);
        Assert.Equal(new Uri("https://gateway.lab:8080"), _alerts.Rules.Page);
    }

    [Fact]
    public async Task Old_alerts_that_cannot_be_forgotten_are_named_and_tried_again_within_a_minute_not_after_six_hours()
    {
        Run("alerts.db", "ALTER TABLE notice RENAME TO notice_gone");
        _alerts.Start();
        await UntilAsync(() => HasProblem("forgetting of old alerts"));
        Run("alerts.db", "ALTER TABLE notice_gone RENAME TO notice");
        DateTimeOffset mendedAt = _time.GetUtcNow();
        await UntilAsync(() => !HasProblem("forgetting of old alerts"));
        Assert.True(_time.GetUtcNow() - mendedAt < TimeSpan.FromHours(1), "it was left for long");
    }

    [Fact]
    public async Task A_notifiers_run_whose_book_cannot_be_read_is_named_and_sends_when_it_can()
    {
        _book.Post(new Notice("mark", NoticeKind.Opened, "hot", Severity.Info, "hot", DateTimeOffset.UnixEpoch, [], 1),
            [], ["phone"]);
        Run("alerts.db", "ALTER TABLE outbox RENAME TO outbox_gone");
        CountingNotifier notifier = new();
        await using OutboxRun run = new(_book, "phone", notifier, RuleSet.Default, _loops, _time);
        run.Start();
        await UntilAsync(() => _loops.Problems.Any(
            problem => problem.Contains("'sending to notifier phone'", StringComparison.Ordinal)));
        Run("alerts.db", "ALTER TABLE outbox_gone RENAME TO outbox");
        await UntilAsync(() => _loops.Problems.Count == 0 && notifier.Sent == 1);
    }

    private IReadOnlyList<BoardReading> Boards() => _isBroken ? throw new InvalidOperationException("made to fail") : [];

    private bool AreTestsKnown()
    {
        _asked++;
        return _areTestsKnown;
    }

    private bool HasProblem(string work) =>
        _alerts.Problems.Any(problem => problem.Contains($"'{work}'", StringComparison.Ordinal));

    private async Task UntilAsync(Func<bool> isSo)
    {
        using CancellationTokenSource patience = new(Patience);
        while (!isSo())
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }

    private void Run(string file, string sql)
    {
        using SqliteConnection connection =
            new(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_directory, file), Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class CountingNotifier : INotifier
    {
        private int _sent;

        public int Sent => Volatile.Read(ref _sent);

        public Task SendAsync(Letter letter, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _sent);
            return Task.CompletedTask;
        }
    }
}
