using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Web.Components.Alarms;

/// <summary>What the address of the alarms' view says: which ones, in which order, and which one is looked at.</summary>
/// <param name="Show">open, past or silences.</param>
/// <param name="Least">Less severe ones are left out.</param>
/// <param name="Find">A part of the subject, the rule or the sentence.</param>
/// <param name="Sort">severity, newest or subject.</param>
/// <param name="Alarm">Number of the one that is looked at; null: none.</param>
public sealed record AlarmQuery(string Show, Severity Least, string Find, string Sort, long? Alarm)
{
    public const string Open = "open";
    public const string Past = "past";
    public const string Silences = "silences";
    public const string BySeverity = "severity";
    public const string ByAge = "newest";
    public const string BySubject = "subject";

    /// <summary>Reads the address; what it does not say, or says wrongly, is as usual.</summary>
    public static AlarmQuery Of(string? show, string? least, string? find, string? sort, long? alarm) => new(
        show is Past or Silences ? show : Open,
        ChoiceWord.Read<Severity>(least) ?? Severity.Info,
        find ?? "",
        sort is ByAge or BySubject ? sort : BySeverity,
        alarm);

    /// <summary>The same as an address; what is as usual is left out.</summary>
    public string Path
    {
        get
        {
            List<string> parts = [];
            Add(parts, "show", Show, Open);
            Add(parts, "least", Least.ToString().ToLowerInvariant(), "info");
            Add(parts, "find", Find, "");
            Add(parts, "sort", Sort, BySeverity);
            Add(parts, "alarm", Alarm?.ToString(CultureInfo.InvariantCulture) ?? "", "");
            return parts.Count == 0 ? "/alarms" : "/alarms?" + string.Join('&', parts);
        }
    }

    /// <summary>Those that are asked for, in the order asked for.</summary>
    public IReadOnlyList<Alert> Choose(IEnumerable<Alert> alerts)
    {
        IEnumerable<Alert> chosen = alerts.Where(alert => alert.Severity >= Least && Matches(alert));
        return Sort switch
        {
            ByAge => [.. chosen.OrderByDescending(alert => alert.OpenedAt)],
            BySubject => [.. chosen.OrderBy(alert => alert.Subject.Name, StringComparer.Ordinal)
                .ThenByDescending(alert => alert.Severity)],
            // What nobody has acknowledged comes before what somebody looks after.
            _ => [.. chosen.OrderByDescending(alert => alert.Severity).ThenBy(alert => alert.Acknowledged is not null)
                .ThenByDescending(alert => alert.OpenedAt)],
        };
    }

    private bool Matches(Alert alert) => Find.Length == 0
        || alert.Subject.NameAndSlot().Contains(Find, StringComparison.OrdinalIgnoreCase)
        || alert.Rule.Contains(Find, StringComparison.OrdinalIgnoreCase)
        || alert.Sentence.Contains(Find, StringComparison.OrdinalIgnoreCase);

    private static void Add(List<string> parts, string name, string value, string usual)
    {
        if (value != usual)
        {
            parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }
}
