using System;
using System.Collections.Generic;

namespace EdgeLogger.Records.Table;

/// <summary>
/// Turns dates with times of day into seconds since the first one. Where day and month cannot be distinguished, the first change
/// of date decides: rows follow each other closely, so the reading with the shorter way forward is the right one.
/// </summary>
internal sealed class DateClock
{
    private const double SecondsPerDay = 86400;
    private const int LongestDate = 16;

    private readonly List<string> _notes;
    private readonly byte[] _dateText = new byte[LongestDate];
    private int _dateLength = -1;
    private DateOrder _order;
    private CalendarDay _first;
    private CalendarDay _last;
    private double _firstOfDayS;
    private double _daysS;

    public DateClock(List<string> notes)
    {
        _notes = notes;
    }

    /// <summary>Whether a text has a date before its time of day.</summary>
    public static bool IsDate(ReadOnlySpan<byte> text)
    {
        int time = EndOfDate(text);
        ReadOnlySpan<byte> date = time < 0 ? text : text[..time];
        int one = date.IndexOfAny("-/."u8);
        return one > 0 && date[(one + 1)..].IndexOfAny("-/."u8) > 0 && CalendarDay.TryParse(date, out _);
    }

    public bool TryParse(ReadOnlySpan<byte> text, out double seconds)
    {
        int split = EndOfDate(text);
        ReadOnlySpan<byte> date = split < 0 ? text : text[..split];
        seconds = double.NaN;

        // Spreadsheets leave midnight away.
        double ofDay = 0;
        if ((split >= 0 && !TryParseTimeOfDay(text[(split + 1)..].Trim((byte)' '), out ofDay)) || !TrySetDate(date, ofDay))
        {
            return false;
        }

        seconds = _daysS + (ofDay - _firstOfDayS);
        return true;
    }

    /// <summary>A space, or the T of ISO 8601; not that of OCT.</summary>
    private static int EndOfDate(ReadOnlySpan<byte> text)
    {
        int space = text.IndexOf((byte)' ');
        return space >= 0 ? space : text.IndexOf((byte)'T');
    }

    private static bool TryParseTimeOfDay(ReadOnlySpan<byte> text, out double seconds)
    {
        double zone = 0;
        bool afternoon = text.EndsWith("PM"u8) || text.EndsWith("pm"u8);
        bool halves = afternoon || text.EndsWith("AM"u8) || text.EndsWith("am"u8);
        if (halves)
        {
            text = text[..^2].Trim((byte)' ');
        }
        else if (text.EndsWith("Z"u8))
        {
            text = text[..^1];
        }
        else if (text.LastIndexOfAny("+-"u8) is > 0 and int sign)
        {
            if (!Clock.TryParse(text[(sign + 1)..], out double minutes))
            {
                seconds = 0;
                return false;
            }

            // "+01:30" reads as a minute and a half.
            zone = (text[sign] == '+' ? -60 : 60) * minutes;
            text = text[..sign];
        }

        if (!Clock.TryParse(text, out seconds))
        {
            return false;
        }

        // "15:36" is hours and minutes here, not minutes and seconds.
        seconds *= text.Count((byte)':') == 1 ? 60 : 1;
        seconds += halves ? (seconds is >= 43200 and < 46800 ? -43200 : 0) + (afternoon ? 43200 : 0) : 0;
        seconds += zone;
        return true;
    }

    private bool TrySetDate(ReadOnlySpan<byte> date, double ofDay)
    {
        if (_dateLength >= 0 && date.SequenceEqual(_dateText.AsSpan(0, _dateLength)))
        {
            return true;
        }

        if (date.Length > LongestDate || !CalendarDay.TryParse(date, out CalendarDay day))
        {
            return false;
        }

        if (_dateLength < 0)
        {
            _first = day;
            _firstOfDayS = ofDay;
            _order = day.Order;
        }
        else if (!TryMove(day))
        {
            return false;
        }

        _last = day;
        date.CopyTo(_dateText);
        _dateLength = date.Length;
        return true;
    }

    private bool TryMove(CalendarDay day)
    {
        if (_order == DateOrder.Unknown)
        {
            _order = day.Order == DateOrder.Unknown ? Nearer(day) : day.Order;
        }

        if (!day.IsPossibleAs(_order) || !_first.IsPossibleAs(_order))
        {
            return false;
        }

        _daysS = (day.Number(_order) - _first.Number(_order)) * SecondsPerDay;
        return true;
    }

    private DateOrder Nearer(CalendarDay day)
    {
        int asMonthFirst = day.Number(DateOrder.MonthFirst) - _last.Number(DateOrder.MonthFirst);
        int asDayFirst = day.Number(DateOrder.DayFirst) - _last.Number(DateOrder.DayFirst);
        bool dayFirst = asMonthFirst < 0 || (asDayFirst >= 0 && asDayFirst < asMonthFirst);
        _notes.Add($"dates read as {(dayFirst ? "day/month" : "month/day")}, which brings successive rows closest together");
        return dayFirst ? DateOrder.DayFirst : DateOrder.MonthFirst;
    }
}
