using System;
using System.CommandLine;
using System.Linq;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;

namespace EdgeLogger.Gateway.Commands.Alerts;

/// <summary>edgelogger alerts rules: the rules that hold, or what is wrong with a file.</summary>
internal static class RulesCommand
{
    public static Command Create()
    {
        Option<string> data = DataDirectory.Option();
        Option<string?> check = TextOption.Input(
            "--check", $"Check this file instead of {RuleFile.FileName} in the data directory.");
        Command command = new("rules", $"""
            Prints the rules that hold: the defaults, with what {RuleFile.FileName} in the data directory changes. A fault in the file is
            printed with its line and column, and ends with code 2.

            Example: edgelogger alerts rules --check new-rules.yaml
            """)
        {
            data, check,
        };
        command.SetAction(parsed =>
        {
            Show(OpenBook.Rules(parsed.GetRequiredValue(data), parsed.GetValue(check)));
            return 0;
        });
        return command;
    }

    private static void Show(RuleSet set)
    {
        foreach (AlertRule rule in set.Rules)
        {
            string kind = rule.Name == rule.Kind.Name ? "" : $" ({rule.Kind.Name})";
            Console.WriteLine($"{rule.Name}{kind}: {(rule.Enabled ? rule.Severity.ToString().ToLowerInvariant() : "off")}. "
                + $"{rule.Kind.Sees}.");
            if (!rule.Enabled)
            {
                continue;
            }

            string stale = rule.StaleAfter == TimeSpan.Zero
                ? "never stale"
                : $"{(rule.StaleCloses ? "closed" : "marked stale")} after {Duration.Text(rule.StaleAfter)} without data";
            Console.WriteLine($"  on {string.Join(", ", rule.Subjects)}; opens after {rule.OpenAfter}, closes after "
                + $"{rule.CloseAfter}, {stale}; notifies {Receivers(rule, set)}");
            RuleText.ShowSettings(rule, "  ");
        }

        foreach (NotifierSettings notifier in set.Notifiers)
        {
            string where = notifier.Host.Length > 0 ? notifier.Host : notifier.Url?.GetLeftPart(UriPartial.Authority)
                ?? notifier.SecretUrl?.ToString() ?? "";
            string secret = notifier.Secret is { } source ? $", secret in {source}" : "";
            Console.WriteLine($"notifier {notifier.Name}: {notifier.Kind.ToString().ToLowerInvariant()} {where}, "
                + $"{notifier.LeastSeverity.ToString().ToLowerInvariant()} and above{secret}");
        }

        Console.WriteLine($"notices: grouped for {Duration.Text(set.GroupWait)}, {Duration.Text(set.GroupInterval)} apart, "
            + $"tried for {Duration.Text(set.ExpireAfter)}");
    }

    private static string Receivers(AlertRule rule, RuleSet set) =>
        (rule.Notify ?? [.. set.Notifiers.Select(notifier => notifier.Name)]) switch
        {
            { Count: 0 } => "nobody but the gateway's log",
            var names => string.Join(", ", names),
        };
}
