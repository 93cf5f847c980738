using System;
using System.Collections.Generic;
using System.Globalization;

namespace EdgeLogger.Alerts.Rules;

/// <summary>A rules file that cannot be used. The message has a line for each fault.</summary>
public sealed class RuleFileException : Exception
{
    public RuleFileException(IReadOnlyList<RuleFault> faults)
        : base(string.Join('\n', faults)) => Faults = faults;

    /// <summary>Everything that is wrong with it, in its order.</summary>
    public IReadOnlyList<RuleFault> Faults { get; }
}

/// <summary>Something in a rules file that cannot be used.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">The place in the line, from 1.</param>
/// <param name="Message">What is wrong, and what was wanted.</param>
public sealed record RuleFault(string File, long Line, long Column, string Message)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Message}");
}
