using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors;
using EdgeLogger.Yaml;
using YamlDotNet.RepresentationModel;

namespace EdgeLogger.Alerts.Rules;

/// <summary>Reads one entry of the rules: a change to a rule there is by default, or a rule of its own.</summary>
internal sealed class RuleEntry(YamlMap map, Action<YamlNode, string> fault, IReadOnlyList<NotifierSettings> notifiers)
{
    /// <summary>Reads it; null if it is not clear what it is about.</summary>
    /// <param name="rules">The rules so far.</param>
    /// <param name="named">Names that the file has used; this one is added.</param>
    public AlertRule? Read(IReadOnlyList<AlertRule> rules, List<string> named)
    {
        string name = map.Required("name");
        if (name.Length > 0 && named.Contains(name))
        {
            fault(map.Find("name")!, $"there is a rule '{name}' above: each needs a name of its own");
        }

        named.Add(name);
        AlertRule? known = rules.FirstOrDefault(rule => rule.Name == name);
        if (Kind(name, known) is not { } kind)
        {
            return null;
        }

        AlertRule otherwise = known is not null && known.Kind == kind ? known : AlertRule.Default(kind) with { Name = name };
        AlertRule read = otherwise with
        {
            Severity = map.Name("severity", otherwise.Severity),
            Subjects = map.Texts("subjects") ?? otherwise.Subjects,
            OpenAfter = Persistence("open-after", kind, otherwise.OpenAfter),
            CloseAfter = Persistence("close-after", kind, otherwise.CloseAfter),
            StaleAfter = map.Time("stale-after", otherwise.StaleAfter),
            StaleCloses = map.Value<bool>("when-stale", text => text switch { "close" => true, "keep" => false, _ => null },
                "keep or close", otherwise.StaleCloses),
            Notify = Notifiers() ?? otherwise.Notify,
            Enabled = map.Flag("enabled", otherwise.Enabled),
            Settings = Settings(kind),
            FirstLine = map.FirstLine,
            LastLine = map.LastLine,
        };
        map.RefuseOthers();
        return read;
    }

    private DetectorKind? Kind(string name, AlertRule? known)
    {
        YamlNode? node = map.Find("kind");
        string wanted = map.Text("kind", known?.Kind.Name ?? name);
        DetectorKind? kind = DetectorCatalogue.Find(wanted);
        if (kind is null && (node ?? map.Find("name")) is { } at)
        {
            string kinds = string.Join(", ", DetectorCatalogue.All.Select(each => each.Name));
            fault(at, node is null
                ? $"'{wanted}' is not a default rule: give it a kind. Kinds are {kinds}"
                : $"there is no kind '{wanted}'. Kinds are {kinds}");
        }

        return kind;
    }

    private Persistence Persistence(string key, DetectorKind kind, Persistence otherwise)
    {
        bool cycles = AlertRule.IsOfCycles(kind);
        return map.Value(
            key,
            text => Rules.Persistence.Parse(text) is { } read && (read.Time == TimeSpan.Zero || !cycles)
                && (read.Verdicts == 1 || cycles) ? read : null,
            cycles ? $"a number of cycles such as '3 cycles', for {kind.Name} judges cycles" : "a time such as 30s, 10m or 2h, "
            + $"for {kind.Name} does not judge cycles",
            otherwise);
    }

    private IReadOnlyList<string>? Notifiers()
    {
        IReadOnlyList<string>? names = map.Texts("notify");
        foreach (string name in names?.Where(name => notifiers.All(notifier => notifier.Name != name)) ?? [])
        {
            string known = notifiers.Count == 0 ? "none" : string.Join(", ", notifiers.Select(notifier => notifier.Name));
            fault(map.Find("notify")!, $"there is no notifier '{name}'; the file has: {known}");
        }

        return names;
    }

    private Dictionary<string, double> Settings(DetectorKind kind)
    {
        Dictionary<string, double> settings = [];
        if (map.Find("settings") is not { } node)
        {
            return settings;
        }

        if (node is not YamlMappingNode mapping)
        {
            fault(node, "settings must be a mapping: one line 'name: number' for each");
            return settings;
        }

        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            string name = key.ToString();
            if (value is not YamlScalarNode { Value: { } text }
                || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                    || !double.IsFinite(number))
            {
                fault(value, $"{name} must be a number");
            }
            else if (RuleSetup.WhatIsWrong(kind, name, number) is { } wrong)
            {
                fault(kind.Tunables.Any(tunable => tunable.Name == name) ? value : key, wrong);
            }
            else
            {
                settings[name] = number;
            }
        }

        return settings;
    }
}
