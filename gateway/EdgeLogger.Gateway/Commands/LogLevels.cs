using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Gateway.Commands.Reading;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Commands;

/// <summary>How much of the log is written: a level for all, and others for parts.</summary>
/// <param name="Part">The part, "ingest" for example; "" for all that have none of their own.</param>
/// <param name="Level">The least level that is written.</param>
internal sealed record LogLevels(string Part, LogLevel Level)
{
    private static readonly (string Word, LogLevel Level)[] Words =
    [
        ("debug", LogLevel.Debug), ("information", LogLevel.Information), ("warning", LogLevel.Warning), ("error", LogLevel.Error),
    ];

    // The projects that log.
    private static readonly string[] Parts = ["gateway", "ingest", "mqtt", "derivation", "traces", "loops"];

    /// <summary>Reads LEVEL and PART=LEVEL.</summary>
    /// <exception cref="UserErrorException">One is none, or is given twice.</exception>
    public static LogLevels[] Parse(IEnumerable<string> typed)
    {
        LogLevels[] levels = [.. typed.Select(ParseOne)];
        return levels.DistinctBy(level => level.Part).Count() == levels.Length
            ? levels
            : throw new UserErrorException("the same part is given twice.");
    }

    /// <summary>Sets the filters of a log.</summary>
    public static ILoggingBuilder Apply(ILoggingBuilder logging, IEnumerable<LogLevels> levels)
    {
        foreach (LogLevels level in levels)
        {
            logging.AddFilter(level.Part.Length == 0 ? null : $"EdgeLogger.{level.Part}", level.Level);
        }

        return logging;
    }

    private static LogLevels ParseOne(string text)
    {
        string[] sides = text.Split('=', 2);
        string part = sides.Length == 2 ? sides[0].ToLowerInvariant() : "";
        int word = Array.FindIndex(Words, one => string.Equals(one.Word, sides[^1], StringComparison.OrdinalIgnoreCase));
        return word >= 0 && (sides.Length == 1 || Parts.Contains(part))
            ? new LogLevels(part, Words[word].Level)
            : throw new UserErrorException(
                $"'{Given.Shown(text)}' is no level; give {string.Join(", ", Words.Select(one => one.Word))}, or ingest=debug for a part of {string.Join(", ", Parts)}.");
    }
}
