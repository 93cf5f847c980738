using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Ingest;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>How fast frames come in: over the last minute, and over the last day as far as this process has lived.</summary>
internal sealed class IngestRate : IAsyncDisposable
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(10);
    private const int SamplesOfAMinute = 6;
    private const int SamplesOfADay = 8640;

    private readonly IngestCounters _counters;
    private readonly TimeProvider _time;
    private readonly Queue<(long At, long Frames, long Bytes)> _day = new();
    private readonly Queue<(long At, long Frames)> _minute = new();
    private readonly Lock _gate = new();
    private readonly ITimer _timer;

    public IngestRate(IngestCounters counters, TimeProvider time)
    {
        _counters = counters;
        _time = time;
        Sample();
        _timer = time.CreateTimer(_ => Sample(), null, SampleEvery, SampleEvery);
    }

    /// <summary>New frames on disk a second.</summary>
    public double FramesASecond
    {
        get
        {
            lock (_gate)
            {
                (long at, long frames) = _minute.Peek();
                return PerSecond(_counters.StoredFrames - frames, at);
            }
        }
    }

    /// <summary>Bytes of new frames a day; 0 if it is too soon to say.</summary>
    public double BytesADay
    {
        get
        {
            lock (_gate)
            {
                (long at, _, long bytes) = _day.Peek();
                return _time.GetElapsedTime(at) < SampleEvery ? 0 : PerSecond(_counters.StoredBytes - bytes, at) * 86_400;
            }
        }
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private double PerSecond(long count, long since)
    {
        double seconds = _time.GetElapsedTime(since).TotalSeconds;
        return seconds > 0 ? count / seconds : 0;
    }

    private void Sample()
    {
        lock (_gate)
        {
            long now = _time.GetTimestamp();
            _minute.Enqueue((now, _counters.StoredFrames));
            _day.Enqueue((now, _counters.StoredFrames, _counters.StoredBytes));
            if (_minute.Count > SamplesOfAMinute)
            {
                _minute.Dequeue();
            }

            if (_day.Count > SamplesOfADay)
            {
                _day.Dequeue();
            }
        }
    }
}
