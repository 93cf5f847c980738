using System;
using System.Collections.Generic;
using System.Globalization;

namespace EdgeLogger.Web.Components.Charts;

/// <summary>The axis of time: ticks at round times, UTC, from milliseconds to years.</summary>
internal static class TimeTicks
{
    private const int MonthsAYear = 12;

    private static readonly TimeSpan[] Steps =
    [
        .. Each(TimeSpan.FromMilliseconds(1), 1, 2, 5, 10, 20, 50, 100, 200, 500),
        .. Each(TimeSpan.FromSeconds(1), 1, 2, 5, 10, 20, 30),
        .. Each(TimeSpan.FromMinutes(1), 1, 2, 5, 10, 20, 30), .. Each(TimeSpan.FromHours(1), 1, 2, 3, 6, 12),
        .. Each(TimeSpan.FromDays(1), 1, 2, 5, 10),
    ];

    /// <summary>The axis between two times.</summary>
    /// <param name="fromMs">Begin, Unix ms.</param>
    /// <param name="toMs">End, Unix ms.</param>
    /// <param name="most">The most ticks.</param>
    public static ChartScale Scale(long fromMs, long toMs, int most)
    {
        long leastMs = Math.Max(1, (toMs - fromMs) / most);
        List<ChartTick> ticks = [];
        foreach ((long atMs, string label) in Between(fromMs, toMs, leastMs))
        {
            ticks.Add(new ChartTick((atMs - fromMs) / (double)Math.Max(1, toMs - fromMs), label));
        }

        return new ChartScale(fromMs, toMs, ticks);
    }

    private static IEnumerable<(long AtMs, string Label)> Between(long fromMs, long toMs, long leastMs)
    {
        TimeSpan step = Array.Find(Steps, step => step.TotalMilliseconds >= leastMs);
        if (step == TimeSpan.Zero)
        {
            return Months(fromMs, toMs, leastMs);
        }

        return Even(fromMs, toMs, step);
    }

    private static IEnumerable<(long, string)> Even(long fromMs, long toMs, TimeSpan step)
    {
        long stepMs = (long)step.TotalMilliseconds;
        for (long atMs = (fromMs + stepMs - 1) / stepMs * stepMs; atMs <= toMs; atMs += stepMs)
        {
            DateTimeOffset at = DateTimeOffset.FromUnixTimeMilliseconds(atMs);
            string format = step >= TimeSpan.FromDays(1) || at.TimeOfDay == TimeSpan.Zero ? "d MMM"
                : step >= TimeSpan.FromMinutes(1) ? "HH:mm"
                : step >= TimeSpan.FromSeconds(1) ? "HH:mm:ss" : "ss.fff";
            yield return (atMs, at.ToString(format, CultureInfo.InvariantCulture));
        }
    }

    private static IEnumerable<(long, string)> Months(long fromMs, long toMs, long leastMs)
    {
        double months = leastMs / TimeSpan.FromDays(30).TotalMilliseconds;
        int step = months <= 1 ? 1 : months <= 3 ? 3 : months <= 6 ? 6 : MonthsAYear * (int)Math.Ceiling(months / MonthsAYear);
        DateTimeOffset begin = DateTimeOffset.FromUnixTimeMilliseconds(fromMs);
        DateTimeOffset month = new(begin.Year, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (; month.ToUnixTimeMilliseconds() <= toMs; month = month.AddMonths(step))
        {
            if (month.ToUnixTimeMilliseconds() >= fromMs)
            {
                yield return (month.ToUnixTimeMilliseconds(),
                    month.ToString(month.Month == 1 ? "yyyy" : "MMM", CultureInfo.InvariantCulture));
            }
        }
    }

    private static IEnumerable<TimeSpan> Each(TimeSpan unit, params int[] factors)
    {
        foreach (int factor in factors)
        {
            yield return unit * factor;
        }
    }
}
