using System;

namespace EdgeLogger.Web.Live;

/// <summary>When data of a cell came, by a clock that nobody sets: how old what is shown is, and whether that is more than usual. Not thread-safe.</summary>
internal sealed class CellArrivals
{
    private static readonly TimeSpan SilentAtLeast = TimeSpan.FromSeconds(60);
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

    /// <summary>Since the newest data came; null if it is not known.</summary>
    public TimeSpan? Age => _arrivedAt is { } at ? _time.GetElapsedTime(at) : _ageAtFirst + _time.GetElapsedTime(_firstAt);

    /// <summary>Nothing has come for a minute, and for three times as long as between the last two times.</summary>
    public bool IsSilent => (Age ?? _time.GetElapsedTime(_firstAt)) > SilentAtLeast + (3 * _interval);

    /// <summary>Age as it is shown: in steps, so that it does not change at each look; zero while data come as usual.</summary>
    public TimeSpan? CoarseAge => Age switch
    {
        null => null,
        { } age when age <= TimeSpan.FromSeconds(5) + (1.5 * _interval) => TimeSpan.Zero,
        { TotalSeconds: < 60 } age => TimeSpan.FromSeconds(Math.Floor(age.TotalSeconds / 5) * 5),
        { TotalMinutes: < 60 } age => TimeSpan.FromMinutes(Math.Floor(age.TotalMinutes)),
        { TotalHours: < 48 } age => TimeSpan.FromHours(Math.Floor(age.TotalHours)),
        { } age => TimeSpan.FromDays(Math.Floor(age.TotalDays)),
    };

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
