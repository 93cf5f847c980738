using System;
using System.Globalization;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Gateway.Commands.Alerts;

/// <summary>A rule's settings as lines.</summary>
internal static class RuleText
{
    /// <summary>Writes every tunable with what it is now; a star marks those that are set.</summary>
    public static void ShowSettings(AlertRule rule, string indent)
    {
        foreach (Tunable tunable in rule.Kind.Tunables)
        {
            bool isSet = rule.Settings.TryGetValue(tunable.Name, out double value);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{indent}{tunable.Name,-22} {(isSet ? value : tunable.Default),10:G6} "
                + $"{tunable.Unit,-14}{(isSet ? "*" : " ")} {tunable.Meaning}"));
        }
    }
}
