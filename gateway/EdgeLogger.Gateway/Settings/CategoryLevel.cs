using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Gateway.Commands.Reading;
using Microsoft.Extensions.Logging;

namespace EdgeLogger.Gateway.Settings;

/// <summary>Which lines of the log are written: of a category those of a level and above.</summary>
/// <param name="Category">The category, "ingest" for example; "" for all that have no level of their own.</param>
/// <param name="Level">The least level that is written.</param>
internal sealed record CategoryLevel(string Category, LogLevel Level)
{
    /// <summary>The projects that log; the log's own names for them begin with EdgeLogger.</summary>
    public static readonly string[] Categories = ["derivation", "gateway", "ingest", "loops", "mqtt", "traces"];

    /// <summary>The levels, from the one that writes most.</summary>
    public static readonly string[] Levels =
        [.. Enum.GetValues<LogLevel>().Where(level => level != LogLevel.None).Select(Word)];

    /// <summary>What holds if nothing is set.</summary>
    public static CategoryLevel Usual { get; } = new("", LogLevel.Information);

    /// <summary>Reads LEVEL and CATEGORY=LEVEL.</summary>
    /// <exception cref="UserErrorException">One is not known, or a category has two levels.</exception>
    public static CategoryLevel[] Parse(IEnumerable<string> typed)
    {
        CategoryLevel[] levels = [.. typed.Select(ParseOne)];
        return levels.DistinctBy(level => level.Category).Count() == levels.Length
            ? levels
            : throw new UserErrorException("The same category has two levels; give one.");
    }

    /// <summary>Sets the filters of a log.</summary>
    public static ILoggingBuilder Apply(ILoggingBuilder logging, IEnumerable<CategoryLevel> levels)
    {
        foreach (CategoryLevel level in levels)
        {
            logging.AddFilter(level.Category.Length == 0 ? null : $"EdgeLogger.{level.Category}", level.Level);
        }

        return logging;
    }

    /// <summary>As one types it.</summary>
    public override string ToString() => Category.Length == 0 ? Word(Level) : $"{Category}={Word(Level)}";

    private static CategoryLevel ParseOne(string text)
    {
        string[] sides = text.ToLowerInvariant().Split('=', 2);
        string category = sides.Length == 2 ? sides[0] : "";
        int level = Array.IndexOf(Levels, sides[^1]);
        return level >= 0 && (sides.Length == 1 || Categories.Contains(category))
            ? new CategoryLevel(category, (LogLevel)level)
            : throw new UserErrorException(
                $"'{Given.Shown(text)}' is not known; give {string.Join(", ", Levels)}, "
                + $"or CATEGORY=LEVEL for one of {string.Join(", ", Categories)}.");
    }

    private static string Word(LogLevel level) => level.ToString().ToLowerInvariant();
}
