using System;
using System.Collections.Generic;
using EdgeLogger.Records.Columns;

namespace EdgeLogger.Records.Table;

/// <summary>Reads the time of each row: a number in a unit, a duration, or a date with a time of day.</summary>
internal sealed class TimeColumn
{
    private readonly TimeSource _source;
    private readonly double _factor;
    private readonly NumberStyle _style;
    private readonly DateClock _dates;
    private double _stepsS;
    private double _lastOfStepS;

    /// <param name="source">What the column counts from.</param>
    /// <param name="factor">Seconds in a unit of a plain number; NaN where plain numbers are not understood.</param>
    /// <param name="style">How numbers are written.</param>
    /// <param name="notes">Takes what is concluded on the way.</param>
    public TimeColumn(TimeSource source, double factor, NumberStyle style, List<string> notes)
    {
        _source = source;
        _factor = factor;
        _style = style;
        _dates = new DateClock(notes);
        if (source != TimeSource.Total)
        {
            notes.Add(source == TimeSource.Date
                ? "time from dates, as seconds since the first row"
                : "time restarts at each step; the steps were added up, so a step shorter than the one row before it is lost");
        }
    }

    /// <returns>False for what is not a time.</returns>
    public bool TryRead(ReadOnlySpan<byte> text, out double seconds)
    {
        if (!TryParse(text, out seconds) || !double.IsFinite(seconds))
        {
            return false;
        }

        if (_source == TimeSource.Step)
        {
            _stepsS += seconds < _lastOfStepS ? _lastOfStepS : 0;
            _lastOfStepS = seconds;
            seconds += _stepsS;
        }

        return true;
    }

    private bool TryParse(ReadOnlySpan<byte> text, out double seconds)
    {
        if (text.IndexOf((byte)':') >= 0)
        {
            return DateClock.IsDate(text) ? _dates.TryParse(text, out seconds) : Clock.TryParseDuration(text, out seconds);
        }

        if (_source == TimeSource.Date)
        {
            return _dates.TryParse(text, out seconds);
        }

        bool isNumber = _style.TryParse(text, out seconds);
        seconds *= _factor;
        return isNumber;
    }
}
