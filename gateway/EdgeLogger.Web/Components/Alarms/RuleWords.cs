using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Web.Components.Alarms;

/// <summary>A rule as a person says it.</summary>
public static class RuleWords
{
    /// <summary>Whom it judges, when it fires, when it is over, and who is notified.</summary>
    public static string Of(AlertRule rule, RuleSet set)
    {
        string whom = rule.Subjects is ["*"]
            ? $"every {Judged(rule.Kind)}"
            : $"only {string.Join(", ", rule.Subjects)}: each {Judged(rule.Kind)}";
        string stale = rule.StaleAfter == TimeSpan.Zero
            ? "Without data it stays as it is"
            : $"Without data for {Duration.Text(rule.StaleAfter)} it "
            + $"{(rule.StaleCloses ? "is over, as stale" : "stays open and is marked")}";
        return $"Judges {whom}. Fires {After(rule.OpenAfter, "as soon as it is abnormal", "once it has been abnormal for ")}; "
            + $"is over {After(rule.CloseAfter, "as soon as it is clear", "once it has been clear for ")}. {stale}. "
            + $"Notifies {Receivers(rule, set)}.";
    }

    /// <summary>Lines of the rules file that set it; empty if there are none, or the file cannot be read now.</summary>
    public static string Source(AlertRule rule, string path)
    {
        if (rule.FirstLine == 0)
        {
            return "";
        }

        try
        {
            return string.Join('\n', File.ReadLines(path).Skip(rule.FirstLine - 1).Take(rule.LastLine - rule.FirstLine + 1))
                .TrimEnd();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>What a tunable is now.</summary>
    public static double Value(AlertRule rule, Tunable tunable) => rule.Settings.GetValueOrDefault(tunable.Name, tunable.Default);

    /// <summary>A number of a rule.</summary>
    public static string Number(double value) => Math.Abs(value) >= 1e5
        ? value.ToString("N0", CultureInfo.InvariantCulture)
        : value.ToString("G6", CultureInfo.InvariantCulture);

    private static string Judged(DetectorKind kind) => kind.Feed switch
    {
        DetectorFeed.Boards => "board",
        DetectorFeed.Cohorts => "cohort, cell against cell",
        DetectorFeed.Rows => "cell, row by row",
        _ => "cell, cycle by cycle",
    };

    private static string After(Persistence persistence, string atOnce, string otherwise) =>
        persistence == Persistence.AtOnce ? atOnce : otherwise + persistence;

    private static string Receivers(AlertRule rule, RuleSet set) =>
        (rule.Notify ?? [.. set.Notifiers.Select(notifier => notifier.Name)]) switch
        {
            { Count: 0 } => "nobody: it stands on this page and in the gateway's log",
            var names => string.Join(", ", names),
        };
}
