using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Maintenance;
using Microsoft.Extensions.Logging;

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
    private readonly ILogger<DamageWatch> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private volatile string _problem = "";
    private long _found;

    /// <param name="log">The log.</param>
    /// <param name="logger">The program's log.</param>
    /// <param name="time">Clock of the pauses.</param>
    public DamageWatch(FrameLogWriter log, ILogger<DamageWatch> logger, TimeProvider time)
    {
        _log = log;
        _logger = logger;
        _time = time;
    }

    /// <summary>Damaged frames found since the start.</summary>
    public long Found => Interlocked.Read(ref _found);

    /// <summary>Damaged frames of each board that has any, and the last one in words.</summary>
    public IEnumerable<KeyValuePair<string, (long Frames, string Last)>> Boards => _boards;

    /// <summary>Why the log cannot be read to its end; "" if it can.</summary>
    public string Problem => _problem;

    public void Start() => _running = Task.Run(() => RunAsync(_stopping.Token));

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        using PeriodicTimer timer = new(Every, _time);
        do
        {
            try
            {
                await new LogScan(_log.Directory, _time).RunAsync(frame => SetAsideAsync(frame, stopping), stopping).ConfigureAwait(false);
                _problem = "";
            }
#pragma warning disable CA1031 // Whatever it is: it must be seen as the gateway's health, and the next round tries again.
            catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
            {
                _problem = error.Message;
                _logger.LogError("{Problem}", error.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false));
    }

    private async Task SetAsideAsync(DamagedFrame frame, CancellationToken stopping)
    {
        Interlocked.Increment(ref _found);
        string board = BoardOf(frame.StreamId);
        bool moved = await _log.SetAsideDamagedAsync(frame, stopping).ConfigureAwait(false);
        string text = $"the disk has changed frame {frame.Sequence} of stream {frame.StreamId:x16}; {(moved ? "it is in quarantine and booked as lost" : "it is left out")}. Check the disk, and run `edgelogger doctor`";
        _boards.AddOrUpdate(board, (1, text), (_, before) => (before.Frames + 1, text));
    }

    private string BoardOf(ulong streamId)
    {
        using FrameLogReader reader = FrameLogReader.Open(_log.Directory);
        return reader.FindStream(streamId)?.Board ?? "";
    }
}
