using System;
using System.Collections.Generic;

namespace EdgeLogger.Alerts.Rules;

/// <summary>A rules file that cannot be used. The message has a line for each fault.</summary>
public sealed class RuleFileException : Exception
{
    public RuleFileException(IReadOnlyList<RuleFault> faults)
        : base(string.Join('\n', faults)) => Faults = faults;

    /// <summary>Everything that is wrong with it, in its order.</summary>
    public IReadOnlyList<RuleFault> Faults { get; }
}
