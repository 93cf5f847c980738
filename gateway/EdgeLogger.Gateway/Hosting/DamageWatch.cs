using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Maintenance;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Sqlite;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Loops;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// Reads the whole frame log at the start, once a day, and when a reader meets what cannot be read. Frames that the disk has
/// changed are moved to quarantine, each an alert: a disk that changes one frame changes more. A part that cannot be read at all
/// stays a problem until a whole reading finds none.
/// </summary>
internal sealed class DamageWatch : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    // While a part cannot be read: it may be the cable.
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(10);

    // Of many parts the first ones say enough.
    private const int Shown = 5;

    private readonly FrameLogWriter _log;
    private readonly ConcurrentDictionary<string, (long Frames, string Last)> _boards = new(StringComparer.Ordinal);
    private readonly ILogger<DamageWatch> _logger;
    private readonly TimeProvider _time;
    private readonly Loop _loop;
    private readonly SemaphoreSlim _met = new(0, 1);
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private int _disposed;
    private long _found;
    private volatile string _problem = "";

    /// <param name="log">The log.</param>
    /// <param name="loops">Where it is reported that the log cannot be opened.</param>
    /// <param name="logger">Where what cannot be read is named.</param>
    /// <param name="time">Clock of the pauses.</param>
    public DamageWatch(FrameLogWriter log, LoopHealth loops, ILogger<DamageWatch> logger, TimeProvider time)
    {
        _log = log;
        _loop = new Loop("reading the whole frame log", loops);
        _logger = logger;
        _time = time;
    }

    /// <summary>Damaged frames found since the start.</summary>
    public long Found => Interlocked.Read(ref _found);

    /// <summary>What of the log cannot be read, what was lost, and what to do; empty if all can.</summary>
    public string Problem => _problem;

    /// <summary>Damaged frames of each board that has any, and the last one in words.</summary>
    public IEnumerable<KeyValuePair<string, (long Frames, string Last)>> Boards => _boards;

    public void Start()
    {
        LogDamage.Met += OnMet;
        _running = Task.Run(() => RunAsync(_stopping.Token));
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        LogDamage.Met -= OnMet;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await _loop.TurnAsync(ScanAsync, stopping).ConfigureAwait(false);
            await WaitAsync(_loop.Pause(_problem.Length > 0 ? AgainAfter : Every), stopping).ConfigureAwait(false);
        }
    }

    private async Task ScanAsync(CancellationToken stopping)
    {
        ScanReport report = await new LogScan(_log.Directory, _time)
            .RunAsync(frame => QuarantineAsync(frame, stopping), stopping).ConfigureAwait(false);
        string parts = string.Join(" ", report.Unreadable.Take(Shown));
        _logger.LogInformation("frame log: read whole, {Frames} frames, {Parts} parts cannot be read", report.Frames,
            report.Unreadable.Count);
        string more = report.Unreadable.Count > Shown ? $" And {report.Unreadable.Count - Shown} more parts." : "";
        Say(parts.Length == 0 ? "" : parts + more);
    }

    // Until the whole log was read the reader's own words have to do. While a problem is known, it is looked at again in any
    // case.
    private void OnMet(string path, string words)
    {
        if (Path.GetDirectoryName(path) != _log.Directory || _problem.Length > 0)
        {
            return;
        }

        Say(words);
        lock (_gate)
        {
            if (_met.CurrentCount == 0)
            {
                _met.Release();
            }
        }
    }

    private void Say(string lost)
    {
        string problem = lost.Length == 0 ? ""
            : $"A part of the frame log cannot be read. {lost} Cells with other frames go on. Check the disk; stop the gateway, "
            + "put the newest backup of frames.db in place without frames.db-wal and frames.db-shm, and start again: boards "
            + "send what they still have.";
        if (problem.Length > 0 && problem != _problem)
        {
            _logger.LogError("{Problem}", problem);
        }

        _problem = problem;
    }

    // By the given clock; a reader that meets damage ends it.
    private async Task WaitAsync(TimeSpan pause, CancellationToken stopping)
    {
        using CancellationTokenSource due = new(pause, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(due.Token, stopping);
        try
        {
            await _met.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Due, or stopping.
        }
    }

    private async Task QuarantineAsync(DamagedFrame frame, CancellationToken stopping)
    {
        Interlocked.Increment(ref _found);
        string board = BoardOf(frame.StreamId);
        bool moved = await _log.QuarantineDamagedAsync(frame, stopping).ConfigureAwait(false);
        string text = $"the disk has changed frame {frame.Sequence} of stream {frame.StreamId:x16}; "
            + $"{(moved ? "it is in quarantine and booked as lost" : "it is left out")}. Check the disk, "
            + "and run `edgelogger doctor`";
        _boards.AddOrUpdate(board, (1, text), (_, before) => (before.Frames + 1, text));
    }

    private string BoardOf(ulong streamId)
    {
        using FrameLogReader reader = FrameLogReader.Open(_log.Directory);
        return reader.FindStream(streamId)?.Board ?? "";
    }
}
