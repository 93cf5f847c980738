using System;
using System.Globalization;

namespace EdgeLogger.Alerts.Rules;

/// <summary>Times as people write them.</summary>
public static class Duration
{
    private static readonly (char Letter, TimeSpan Length)[] Units =
    [
        ('d', TimeSpan.FromDays(1)), ('h', TimeSpan.FromHours(1)), ('m', TimeSpan.FromMinutes(1)), ('s', TimeSpan.FromSeconds(1)),
    ];

    /// <summary>Reads 45s, 10m, 2h or 3d, or 0; null if it is not such a time, or longer than a year.</summary>
    public static TimeSpan? Parse(string text)
    {
        text = text.Trim();
        if (text == "0")
        {
            return TimeSpan.Zero;
        }

        foreach ((char letter, TimeSpan length) in Units)
        {
            if (text.EndsWith(letter)
                && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
                && count * length.TotalDays <= 366)
            {
                return count * length;
            }
        }

        return null;
    }

    /// <summary>The same in the largest unit that leaves no rest.</summary>
    public static string Text(TimeSpan time)
    {
        foreach ((char letter, TimeSpan length) in Units)
        {
            if (time >= length && time.Ticks % length.Ticks == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{time.Ticks / length.Ticks}{letter}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###}s");
    }
}
