using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Gateway.Hosting;
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
    private volatile bool _isBroken = true;

    public async ValueTask InitializeAsync()
    {
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_lines));
        GatewayOptions options = new()
        {
            DataDirectory = _directory,
            Web = new WebOptions { Port = 0 },
            Retention = new RetentionOptions { Bytes = 1, SegmentBytes = 4096, CheckEvery = TimeSpan.FromMilliseconds(100) },
        };
        _gateway = await GatewayHost.StartAsync(options, _loggers, TimeProvider.System, _patience.Token);
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
    public async Task Work_whose_file_cannot_be_used_is_named_once_goes_on_and_is_good_again_with_the_file(string file, string table, string work)
    {
        Rename(file, table, table + "_gone");
        await UntilAsync(() => HasProblem(work));
        await SendAsync();
        Rename(file, table + "_gone", table);
        await UntilAsync(() => !HasProblem(work));
        await SendAsync();
        AssertSaidOnce(work);
    }

    [Fact]
    public async Task A_follower_of_results_that_throws_is_named_and_results_go_on()
    {
        _gateway.Derivation.Stored += _ => ThrowWhileBroken();
        await UntilAsync(() => HasProblem("passing on of results"));
        await SendAsync();
        _isBroken = false;
        await UntilAsync(() => !HasProblem("passing on of results"));
        AssertSaidOnce("passing on of results");
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
        AssertSaidOnce("taking messages of kind State");
    }

    [Fact]
    public async Task A_book_of_cells_that_cannot_be_read_is_named_until_it_can()
    {
        string book = Path.Combine(_directory, "cells.jsonl");
        await File.WriteAllTextAsync(book, "no book\n", Encoding.UTF8, _patience.Token);
        await UntilAsync(() => HasProblem("reading of cells.jsonl"));
        await SendAsync();
        File.Delete(book);
        await UntilAsync(() => !HasProblem("reading of cells.jsonl"));
        AssertSaidOnce("reading of cells.jsonl");
    }

    private void ThrowWhileBroken()
    {
        if (_isBroken)
        {
            throw new InvalidOperationException("made to fail");
        }
    }

    private bool HasProblem(string work) => _gateway.Status().Problems.Any(problem => problem.Contains($"'{work}", StringComparison.Ordinal));

    private void AssertSaidOnce(string work) =>
        Assert.Single(_lines.All, line => line.Contains($"'{work}", StringComparison.Ordinal) && line.Contains("has failed", StringComparison.Ordinal));

    /// <summary>What the board sends is still kept and acknowledged.</summary>
    private async Task SendAsync()
    {
        await _board.SendAsync(_stream.Next(20));
        await _board.AcknowledgedAsync(_stream.Id, _stream.Last);
    }

    // Something comes all the while, so that no work is without any.
    private async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await _board.SendAsync(_stream.Next());
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, _patience.Token);
        }
    }

    private void Rename(string file, string from, string to)
    {
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_directory, file), Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"ALTER TABLE {from} RENAME TO {to}";
        command.ExecuteNonQuery();
    }
}
