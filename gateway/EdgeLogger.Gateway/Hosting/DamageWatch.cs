using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Maintenance;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Loops;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// Reads the whole frame log at the start and once a day, and has frames that the disk has changed moved to quarantine. Each is an
/// alert: a disk that changes one frame changes more.
/// </summary>
internal sealed class DamageWatch : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    private readonly FrameLogWriter _log;
    private readonly ConcurrentDictionary<string, (long Frames, string Last)> _boards = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly Loop _loop;
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private int _disposed;
    private long _found;

    /// <param name="log">The log.</param>
    /// <param name="loops">Where it is reported that the log cannot be read to its end.</param>
    /// <param name="time">Clock of the pauses.</param>
    public DamageWatch(FrameLogWriter log, LoopHealth loops, TimeProvider time)
    {
        _log = log;
        _loop = new Loop("reading the whole frame log", loops);
        _time = time;
    }

    /// <summary>Damaged frames found since the start.</summary>
    public long Found => Interlocked.Read(ref _found);

    /// <summary>Damaged frames of each board that has any, and the last one in words.</summary>
    public IEnumerable<KeyValuePair<string, (long Frames, string Last)>> Boards => _boards;

    public void Start() => _running = Task.Run(() => RunAsync(_stopping.Token));

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await _loop.TurnAsync(
                token => new LogScan(_log.Directory, _time).RunAsync(frame => QuarantineAsync(frame, token), token), stopping).ConfigureAwait(false);
            await Task.Delay(_loop.Pause(Every), _time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task QuarantineAsync(DamagedFrame frame, CancellationToken stopping)
    {
        Interlocked.Increment(ref _found);
        string board = BoardOf(frame.StreamId);
        bool moved = await _log.QuarantineDamagedAsync(frame, stopping).ConfigureAwait(false);
        string text = $"the disk has changed frame {frame.Sequence} of stream {frame.StreamId:x16}; {(moved ? "it is in quarantine and booked as lost" : "it is left out")}. Check the disk, and run `edgelogger doctor`";
        _boards.AddOrUpdate(board, (1, text), (_, before) => (before.Frames + 1, text));
    }

    private string BoardOf(ulong streamId)
    {
        using FrameLogReader reader = FrameLogReader.Open(_log.Directory);
        return reader.FindStream(streamId)?.Board ?? "";
    }
}
