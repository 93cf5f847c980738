using System;
using System.Globalization;

namespace EdgeLogger.Alerts.Rules;

/// <summary>
/// How long something has to be so before it counts: a number of cycles for what is judged by cycles, a time for all else.
/// </summary>
/// <param name="Verdicts">Judgements in a row, at least 1.</param>
/// <param name="Time">Time by a clock that nobody sets.</param>
public readonly record struct Persistence(int Verdicts, TimeSpan Time)
{
    public static Persistence AtOnce => new(1, TimeSpan.Zero);

    /// <summary>Reads "3 cycles", "30s", "15m" or "2h"; null if it is neither.</summary>
    public static Persistence? Parse(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words is [var number, "cycle" or "cycles"])
        {
            return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int cycles)
                && cycles is >= 1 and <= 1000
                ? new Persistence(cycles, TimeSpan.Zero)
                : null;
        }

        return Duration.Parse(text) is { } time ? new Persistence(1, time) : null;
    }

    public override string ToString() => Time > TimeSpan.Zero || Verdicts == 1 && Time == TimeSpan.Zero
        ? Duration.Text(Time)
        : string.Create(CultureInfo.InvariantCulture, $"{Verdicts} cycles");
}
