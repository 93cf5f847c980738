using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using EdgeLogger.Alerts.Detectors;

namespace EdgeLogger.Alerts.Rules;

/// <summary>Everything that one rules file says, and the defaults of what it does not say.</summary>
public sealed record RuleSet
{
    /// <summary>
    /// What holds without a file: a rule for each kind of detector, and nobody to notify but the gateway's log.
    /// </summary>
    public static RuleSet Default { get; } = new() { Rules = [.. DetectorCatalogue.All.Select(AlertRule.Default)] };

    /// <summary>The rules, those included that are not at work.</summary>
    public required IReadOnlyList<AlertRule> Rules { get; init; }

    public IReadOnlyList<NotifierSettings> Notifiers { get; init; } = [];

    /// <summary>Where people see the gateway's page; null: notices hold no link.</summary>
    public Uri? Page { get; init; }

    /// <summary>How long the first alert of a rule waits for others, so that they are one notice. Default 5 s.</summary>
    public TimeSpan GroupWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after a notice the next one of the same rule comes at the soonest. Default 1 min.</summary>
    public TimeSpan GroupInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a notice is tried to be sent, while a gateway is running. Default 2 days.</summary>
    public TimeSpan ExpireAfter { get; init; } = TimeSpan.FromDays(2);

    /// <summary>First wait after a failed attempt, doubled each time. Default 5 s.</summary>
    public TimeSpan RetryFirst { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait after a failed attempt. Default 10 min.</summary>
    public TimeSpan RetryMost { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an attempt may take. Default 30 s.</summary>
    public TimeSpan AttemptLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Networks that notifiers may connect to although they are this machine's or otherwise special.</summary>
    public IReadOnlyList<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>How long alerts that are over are kept. Default 400 days.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(400);

    /// <summary>The rule of a name; null if there is none at work.</summary>
    public AlertRule? Find(string name) => Rules.FirstOrDefault(rule => rule.Enabled && rule.Name == name);
}
