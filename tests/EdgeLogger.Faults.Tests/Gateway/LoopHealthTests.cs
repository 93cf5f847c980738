using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Ingest;
using EdgeLogger.Testing;
using EdgeLogger.Web;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>The background work of a gateway, each made to fail for a while as nobody foresaw.</summary>
public sealed class LoopHealthTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("edgelogger-loops-").FullName;
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(8));
    private readonly LogLines _lines = new();
    private readonly TestStream _stream = new(0x6700);
    private ILoggerFactory _loggers = null!;
    private GatewayHost _gateway = null!;
    private TestBoard _board = null!;
    private readonly ClockBrokenFor _clock = new();
    private volatile bool _isBroken = true;

    public async ValueTask InitializeAsync()
    {
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_lines));
        await File.WriteAllTextAsync(Path.Combine(_directory, "alerts.yaml"),
            "notifiers: [{name: phone, kind: ntfy, topic: cells, url: 'http://127.0.0.1:9'}]\n", _patience.Token);
        GatewayOptions options = new()
        {
            DataDirectory = _directory,
            Web = new WebOptions { Port = 0 },
            Retention = new RetentionOptions { Bytes = 1, SegmentBytes = 4096, CheckEvery = TimeSpan.FromMilliseconds(100) },
        };
        _gateway = await GatewayHost.StartAsync(options, _loggers, _clock, _patience.Token);
        await _lines.WaitForAsync(": connected", _patience.Token);
        string password = _gateway.Broker!.Accounts.Add("board-a");
        await _gateway.Broker.ReloadAsync(_patience.Token);
        _board = await TestBoard.ConnectAsync("board-a", password, _gateway.Broker.Port, _patience.Token);
        await _board.PublishAsync(_board.Topics.Schema, _stream.Schema, retain: true);
        await SendAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _board.DisposeAsync();
        await _gateway.DisposeAsync();
        _loggers.Dispose();
        _lines.Dispose();
        _patience.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Theory]
    [InlineData("derived.db", "cell", "storing of results")]
    [InlineData("derived.db", "cell", "keeping the frame log within its limits")]
    [InlineData("traces.db", "span", "gathering of traces")]
    [InlineData("alerts.db", "silence", "writing of the book of alerts")]
    [InlineData("alerts.db", "alert", "alerts on the page")]
    [InlineData("alerts.db", "outbox", "asking how the alerts are")]
    [InlineData("cells.db", "history", "assignment of tests")]
    [InlineData("alerts.db", "judged", "judging of cycles and rows")]
    public async Task Work_whose_file_cannot_be_used_is_named_once_goes_on_and_is_good_again_with_the_file(
        string file, string table, string work)
    {
        // The derivation reads its table once, to begin with the board's cell: without it, it would have no results to store.
        await UntilAsync(() => _gateway.Derivation.Snapshots.Count == 1);
        Rename(file, table, table + "_gone");
        await UntilAsync(() => HasProblem(work));
        await SendAsync();
        Rename(file, table + "_gone", table);
        await UntilAsync(() => !HasProblem(work));
        await SendAsync();
        await IsSaidOnceAsync(work);
    }

    [Fact]
    public async Task A_follower_of_results_that_throws_is_named_and_results_go_on()
    {
        _gateway.Derivation.Stored += _ => ThrowWhileBroken();
        await UntilAsync(() => HasProblem("passing on of results"));
        await SendAsync();
        _isBroken = false;
        await UntilAsync(() => !HasProblem("passing on of results"));
        await IsSaidOnceAsync("passing on of results");
    }

    [Fact]
    public async Task A_message_on_which_taking_it_breaks_is_named_and_the_next_ones_are_taken()
    {
        _gateway.Ingest.States.Changed += _ => ThrowWhileBroken();
        await _board.PublishAsync(_board.Topics.State, "{\"v\":1}"u8.ToArray());
        await UntilAsync(() => HasProblem("taking messages of kind State"));
        _isBroken = false;
        await _board.PublishAsync(_board.Topics.State, "{\"v\":1}"u8.ToArray());
        await UntilAsync(() => !HasProblem("taking messages of kind State"));
        await IsSaidOnceAsync("taking messages of kind State");
    }

    [Fact]
    public async Task A_follower_of_the_log_that_throws_is_named_and_frames_are_kept_and_acknowledged()
    {
        _clock.IsBroken = true;
        await UntilAsync(() => HasProblem("notifying followers of the log"));
        await SendAsync();
        _clock.IsBroken = false;
        await UntilAsync(() => !HasProblem("notifying followers of the log"));
        await IsSaidOnceAsync("notifying followers of the log");
    }

    [Fact]
    public async Task A_cell_whose_rows_break_who_looks_at_them_is_named_and_derived_on_when_they_do_not()
    {
        await UntilAsync(() => _gateway.Derivation.Snapshots.Count == 1);
        string work = $"derivation of test {_gateway.Derivation.Snapshots[0].Cell.Id:x16}";
        IRowObserver? before = _gateway.Derivation.Rows;
        _gateway.Derivation.Rows = new RowsThat(ThrowWhileBroken);
        await UntilAsync(() => HasProblem(work));
        await SendAsync();
        _gateway.Derivation.Rows = before;
        await UntilAsync(() => !HasProblem(work));
        await IsSaidOnceAsync(work);
    }

    [Fact]
    public async Task A_log_whose_schemas_cannot_be_read_is_named_by_the_derivation_and_a_new_streams_frames_wait_for_them()
    {
        Rename("frames.db", "schema", "schema_gone");
        TestStream other = new(0x6701);
        await _board.SendAsync(other.Next(3));
        await UntilAsync(() => HasProblem("derivation "));
        Rename("frames.db", "schema_gone", "schema");
        await UntilAsync(() => !HasProblem("derivation "));
        await _board.PublishAsync(_board.Topics.Schema, other.Schema);
        await _board.AcknowledgedAsync(other.Id, 3);
    }

    [Fact]
    public async Task A_cell_that_the_page_cannot_draw_is_named_until_it_can()
    {
        const string Work = "cell board-a/0 on the page";
        _clock.Method = "LiveCell.Look";
        _clock.IsBroken = true;
        await UntilAsync(() => HasProblem(Work));
        _clock.IsBroken = false;
        await UntilAsync(() => !HasProblem(Work));
        await IsSaidOnceAsync(Work);
    }

    [Fact]
    public async Task A_boards_state_that_cannot_be_read_is_named_until_it_sends_one_that_can()
    {
        _gateway.Ingest.States.TrySet(new BoardState("board-a", 1, false, "no document"u8.ToArray()));
        await UntilAsync(() => HasProblem("state of board board-a"));
        await _board.PublishAsync(_board.Topics.State, "{\"v\":1}"u8.ToArray());
        await UntilAsync(() => !HasProblem("state of board board-a"));
        await IsSaidOnceAsync("state of board board-a");
    }

    private void ThrowWhileBroken()
    {
        if (_isBroken)
        {
            throw new InvalidOperationException("made to fail");
        }
    }

    private bool HasProblem(string work) =>
        _gateway.Status().Problems.Any(problem => problem.Contains($"'{work}", StringComparison.Ordinal));

    // Once each time that it began, which a pause without work may divide.
    private Task IsSaidOnceAsync(string work) =>
        UntilAsync(() => Count(work, "has failed") is > 0 and int failures && failures == Count(work, "succeeds again"));

    private int Count(string work, string words) =>
        _lines.All.Count(line => line.Contains($"'{work}", StringComparison.Ordinal)
            && line.Contains(words, StringComparison.Ordinal));

    /// <summary>What the board sends is still kept and acknowledged.</summary>
    private async Task SendAsync()
    {
        await _board.SendAsync(_stream.Next(20));
        await _board.AcknowledgedAsync(_stream.Id, _stream.Last);
    }

    // Something comes all the while, so that no work is without any, and a cycle closes now and then.
    private async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await _board.SendAsync(_stream.Next(10));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, _patience.Token);
        }
    }

    private void Rename(string file, string from, string to)
    {
        using SqliteConnection connection =
            new(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_directory, file), Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"ALTER TABLE {from} RENAME TO {to}";
        command.ExecuteNonQuery();
    }

    private sealed class RowsThat(Action action) : IRowObserver
    {
        public void OnRow(TestKey cell, in RowPlace place, bool isNew, double timeS, long? utcMs, in CellRow row) => action();
    }

    /// <summary>The machine's clock, but for those who ask it within a method of this name while it is broken.</summary>
    private sealed class ClockBrokenFor : TimeProvider
    {
        private volatile bool _isBroken;

        public string Method { get; set; } = "NotifyFollowers";

        public bool IsBroken
        {
            get => _isBroken;
            set => _isBroken = value;
        }

        public override long GetTimestamp() => IsBroken && Environment.StackTrace.Contains(Method, StringComparison.Ordinal)
            ? throw new InvalidOperationException("made to fail")
            : base.GetTimestamp();
    }
}
