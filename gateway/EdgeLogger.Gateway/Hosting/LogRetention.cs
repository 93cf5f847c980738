using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Loops;
using EdgeLogger.Traces;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// Keeps the frame log within its limits: the oldest segments go, whole, once results are derived from them, the checkpoints
/// after them are on disk, and every sink and the traces have their samples. What somebody still needs stays, limit or not, and
/// that is said.
/// </summary>
internal sealed class LogRetention : IAsyncDisposable
{
    private readonly Loop _loop;
    private readonly RetentionOptions _options;
    private readonly FrameLogWriter _log;
    private readonly DerivedStore _derived;
    private readonly TestPlans _plans;
    private readonly IReadOnlyList<LogNeed> _needs;
    private readonly StoreWatch _stores;
    private readonly TimeProvider _time;
    private readonly SteadyClock _clock;
    private readonly ILogger<LogRetention> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;
    private int _disposed;
    private volatile string _problem = "";

    public LogRetention(
        GatewayOptions options, FrameLogWriter log, DerivedStore derived, TestPlans plans, InfluxSinks sinks, TraceStore traces,
        StoreWatch stores,
        LoopHealth loops,
        ILogger<LogRetention> logger, TimeProvider time)
    {
        _loop = new Loop("keeping the frame log within its limits", loops);
        _options = options.Retention;
        _log = log;
        _derived = derived;
        _plans = plans;
        _stores = stores;
        _needs = [.. sinks.All.Select(sink => new LogNeed(sink.Status.Name, sink.NeededFrom)),
            new LogNeed("the store of traces", traces.Cursors)];
        _logger = logger;
        _time = time;
        _clock = new SteadyClock(time);
    }

    /// <summary>Why the log is larger or older than it should be; "" if it is not.</summary>
    public string Problem => _problem;

    /// <summary>Begins to keep the limits, if there are any.</summary>
    public void Start() => _running = _options.IsLimited ? Task.Run(() => RunAsync(_stopping.Token)) : Task.CompletedTask;

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
            await _loop.TurnAsync(async token => Say(await KeepAsync(token).ConfigureAwait(false)),
                stopping).ConfigureAwait(false);
            await Task.Delay(_loop.Pause(_options.CheckEvery), _time, stopping)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Say(string problem)
    {
        if (problem.Length > 0 && problem != _problem)
        {
            _logger.LogError("{Problem}", problem);
        }

        _problem = problem;
    }

    /// <summary>Drops what is beyond the limits; says why not, if something has to stay.</summary>
    private async Task<string> KeepAsync(CancellationToken stopping)
    {
        using FrameLogReader reader = FrameLogReader.Open(_log.Directory);
        IReadOnlyList<LogSegment> segments = reader.ReadSegments();
        // The open segment's sums are saved now and then only; the writer knows them as they are.
        long bytes = _log.Size.Bytes;
        foreach (LogSegment segment in segments.Where(segment => !segment.IsOpen))
        {
            if (!IsBeyond(segment, bytes))
            {
                return "";
            }

            IReadOnlyList<SegmentStream> streams = reader.ReadStreamsOf(segment);
            if (Holder(streams, reader) is { } holder)
            {
                return string.Create(CultureInfo.InvariantCulture,
                    $"The frame log is beyond its limits ({bytes / 1048576.0:N1} MiB, oldest frame of "
                    + $"{DateTimeOffset.FromUnixTimeMilliseconds(segment.FirstUtcMs):u}) and nothing is dropped: {holder}.");
            }

            _derived.SaveBases([.. streams.Select(stream => stream.StreamId)]);
            await DropAsync(segment, stopping).ConfigureAwait(false);
            bytes -= segment.Bytes;
        }

        return "";
    }

    private bool IsBeyond(LogSegment segment, long bytes) =>
        bytes > _options.Bytes
        || (_options.Age is { } age && _clock.UtcNow.ToUnixTimeMilliseconds() - segment.LastUtcMs > age.TotalMilliseconds);

    /// <summary>Who still needs a segment; null if nobody does.</summary>
    private string? Holder(IReadOnlyList<SegmentStream> streams, FrameLogReader reader)
    {
        foreach (SegmentStream stream in streams.Where(stream => NeededFrom(stream) <= stream.LastSequence))
        {
            return $"results of stream {stream.StreamId:x16} of "
                + $"{reader.FindStream(stream.StreamId)?.Board} are derived up to frame "
                + $"{NeededFrom(stream) - 1} only, and the oldest segment has frame {stream.LastSequence}"
                + " (a hole that the board has still to fill, or a schema that it has not sent)";
        }

        if (_stores.Problems.FirstOrDefault() is { } taken)
        {
            return $"results and traces have to be on disk for that, and a store was taken away ({taken})";
        }

        foreach (LogNeed need in _needs)
        {
            if (need.NeededFrom() is { } needed
                && streams.Any(stream => needed.GetValueOrDefault(stream.StreamId, 1) <= stream.LastSequence))
            {
                return $"{need.Name} has not taken its samples yet";
            }
        }

        return null;
    }

    private long NeededFrom(SegmentStream stream) => _derived.NeededFrom(stream.StreamId, _plans.On(stream.StreamId));

    private async Task DropAsync(LogSegment segment, CancellationToken stopping)
    {
        long frames = 0;
        long some;
        do
        {
            some = await _log.ExpireAsync(segment.LastId, stopping).ConfigureAwait(false);
            frames += some;
        }
        while (some > 0);
        _logger.LogInformation("frame log: dropped a segment of {Frames} frames, {From:u} to {To:u}", frames,
            DateTimeOffset.FromUnixTimeMilliseconds(segment.FirstUtcMs),
            DateTimeOffset.FromUnixTimeMilliseconds(segment.LastUtcMs));
    }
}
