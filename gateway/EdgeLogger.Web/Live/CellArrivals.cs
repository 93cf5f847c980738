using System;

namespace EdgeLogger.Web.Live;

/// <summary>
/// When data of a cell came, by a clock that nobody sets: and whether nothing has come for longer than usual. Not thread-safe.
/// </summary>
internal sealed class CellArrivals
{
    private static readonly TimeSpan SilentAtLeast = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan MostInterval = TimeSpan.FromMinutes(30);

    private readonly TimeProvider _time;
    private readonly TimeSpan? _ageAtFirst;
    private readonly long _firstAt;
    private long? _arrivedAt;
    private TimeSpan _interval;
    private long _rows;

    /// <param name="time">The clock.</param>
    /// <param name="rows">Rows that were there when it was first looked at.</param>
    /// <param name="ageAtFirst">How old the newest was then; null if it is not known.</param>
    public CellArrivals(TimeProvider time, long rows, TimeSpan? ageAtFirst)
    {
        _time = time;
        _rows = rows;
        _ageAtFirst = ageAtFirst;
        _firstAt = time.GetTimestamp();
    }

    /// <summary>When the newest data came, ms of <see cref="PageClock"/>; null if it is not known.</summary>
    public long? NewestMs =>
        _arrivedAt is { } at ? PageClock.Of(_time, at) : PageClock.Of(_time, _firstAt) - (long?)_ageAtFirst?.TotalMilliseconds;

    /// <summary>
    /// Nothing has come for two minutes, the time of two frames, and for three times as long as between the last two times.
    /// </summary>
    public bool IsSilent => (Age ?? _time.GetElapsedTime(_firstAt)) > SilentAtLeast + (3 * _interval);

    private TimeSpan? Age => _arrivedAt is { } at ? _time.GetElapsedTime(at) : _ageAtFirst + _time.GetElapsedTime(_firstAt);

    /// <summary>Notes how many rows there are now.</summary>
    public void Note(long rows)
    {
        if (rows == _rows)
        {
            return;
        }

        _rows = rows;
        long now = _time.GetTimestamp();
        if (_arrivedAt is { } before)
        {
            TimeSpan interval = _time.GetElapsedTime(before, now);
            _interval = interval < MostInterval ? interval : MostInterval;
        }

        _arrivedAt = now;
    }
}
