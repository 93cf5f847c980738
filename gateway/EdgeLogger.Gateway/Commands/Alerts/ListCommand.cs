using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Outbox;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Gateway.Hosting;

namespace EdgeLogger.Gateway.Commands.Alerts;

/// <summary>edgelogger alerts list: what is open, what was, what is silenced, and what waits to be sent.</summary>
internal static class ListCommand
{
    private const int MostPast = 50;

    public static Command Create()
    {
        Option<string> data = DataDirectory.Option();
        Option<bool> past = new("--past") { Description = $"Also alerts that are over or withdrawn, the last {MostPast}." };
        Command command = new("list", "Lists open alerts, running silences, and notices that have not arrived.") { data, past };
        command.SetAction(parsed => OpenBook.Use(parsed.GetRequiredValue(data), book =>
        {
            RuleSet rules = OpenBook.Rules(parsed.GetRequiredValue(data));
            ShowAlerts(book.OpenAlerts(), "no alert is open");
            if (parsed.GetValue(past))
            {
                Console.WriteLine();
                ShowAlerts(book.PastAlerts(MostPast), "no alert is over");
            }

            ShowSilences(book.Silences());
            ShowNotifiers(book, rules);
            return 0;
        }));
        return command;
    }

    private static void ShowAlerts(IReadOnlyList<Alert> alerts, string none)
    {
        if (alerts.Count == 0)
        {
            Console.WriteLine(none);
        }

        foreach (Alert alert in alerts)
        {
            string acknowledged = alert.Acknowledged is { } taken
                ? $", acknowledged by {taken.By}{(taken.Note.Length > 0 ? $" ({taken.Note})" : "")}"
                : "";
            Console.WriteLine($"{alert.Id,6}  {alert.Severity.ToString().ToLowerInvariant(),-8}  {Time(alert.OpenedAt)}  "
                + $"{alert.Rule} on {alert.Subject.NameAndSlot()}: {alert.Sentence}");
            Console.WriteLine($"        {State(alert)}{acknowledged}");
        }
    }

    private static string State(Alert alert) => alert switch
    {
        { Withdrawn: { } withdrawn } => $"withdrawn {Time(withdrawn.At)}: {withdrawn.Why}",
        { ClosedAt: { } closed } => $"over since {Time(closed)}",
        { IsStale: true } => "open, no data",
        _ => "open",
    };

    private static void ShowSilences(IReadOnlyList<Silence> silences)
    {
        foreach (Silence silence in silences)
        {
            string what = silence.IsMaintenance ? "maintenance" : "silence";
            string note = silence.Note.Length > 0 ? $": {silence.Note}" : "";
            Console.WriteLine($"{what} {silence.Id}: rules {silence.Rules} on {silence.Subjects}, {Time(silence.From)} to "
                + $"{Time(silence.Until)}, by {silence.By}{note}");
        }
    }

    private static void ShowNotifiers(AlertBook book, RuleSet rules)
    {
        HashSet<string> names = [.. book.Outbox.AwaitedNotifiers()];
        foreach (NotifierSettings notifier in rules.Notifiers)
        {
            names.Add(notifier.Name);
        }

        foreach (string name in names)
        {
            IReadOnlyList<OutboxEntry> unsent = book.Outbox.Unsent(name);
            string words = unsent.Count > 0 && unsent[0].Words.Length > 0 ? $"; last: {unsent[0].Words}" : "";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"notifier {name}: {book.Outbox.Count(name, OutboxState.Sent)} notices sent, {unsent.Count} waiting, "
                + $"{book.Outbox.Count(name, OutboxState.Expired)} expired{words}"));
        }
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
