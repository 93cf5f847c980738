using System;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>
/// UTC as it was at the start, moved on by the monotonic clock; and never later than the system says now. Where it decides what
/// is deleted, a clock that jumps into the future must not make things look old.
/// </summary>
internal sealed class SteadyClock
{
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _startUtc;
    private readonly long _start;

    public SteadyClock(TimeProvider time)
    {
        _time = time;
        _startUtc = time.GetUtcNow();
        _start = time.GetTimestamp();
    }

    public DateTimeOffset UtcNow
    {
        get
        {
            DateTimeOffset steady = _startUtc + _time.GetElapsedTime(_start);
            DateTimeOffset now = _time.GetUtcNow();
            return now < steady ? now : steady;
        }
    }
}
