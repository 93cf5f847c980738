using System;
using System.Collections.Generic;
using EdgeLogger.Yaml;

namespace EdgeLogger.Alerts.Rules;

/// <summary>A rules file that cannot be used. The message has a line for each fault.</summary>
public sealed class RuleFileException : Exception
{
    public RuleFileException(IReadOnlyList<YamlFault> faults)
        : base(string.Join('\n', faults)) => Faults = faults;

    /// <summary>Everything that is wrong with it, in its order.</summary>
    public IReadOnlyList<YamlFault> Faults { get; }
}
