using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace EdgeLogger.Mqtt.Brokers;

/// <summary>
/// How many connections broker and page may have, so that the log and the runtime keep the file handles that they need.
/// </summary>
/// <param name="Limit">Handles that the process may have; <see cref="long.MaxValue"/> if that is not known.</param>
public readonly record struct HandleBudget(long Limit)
{
    private const int ForLog = 512;
    private const int Fewest = 16;

    // People and programs are few beside boards.
    private const int PagePart = 8;
    private const int MostOfPage = 1000;

    /// <summary>That of this process.</summary>
    public static HandleBudget OfProcess => new(ReadLimit());

    /// <summary>Connections of the page.</summary>
    public int Page => (int)Math.Clamp((Limit - ForLog) / PagePart, Fewest, MostOfPage);

    /// <summary>Connections of the broker.</summary>
    public int Broker => (int)Math.Clamp(Limit - ForLog - Page, Fewest, int.MaxValue);

    // .NET raises its soft limit to the hard one at its start.
    private static long ReadLimit()
    {
        const string Limits = "/proc/self/limits";
        string? line = File.Exists(Limits) ? File.ReadLines(Limits)
            .FirstOrDefault(one => one.StartsWith("Max open files", StringComparison.Ordinal)) : null;
        string? soft = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(3);
        return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out long limit) ? limit : long.MaxValue;
    }
}
