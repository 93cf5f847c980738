using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Loops;

/// <summary>
/// What background work cannot do now, each by its name. A trouble is reported once, when it begins, and stays until that same
/// work succeeds: what else goes well does not hide it. Thread-safe.
/// </summary>
public sealed class LoopHealth
{
    private readonly ConcurrentDictionary<string, string> _troubles = new(StringComparer.Ordinal);
    private readonly Action<string> _report;

    /// <param name="report">Given each trouble once when it begins, and that it is over, in words.</param>
    public LoopHealth(Action<string> report) => _report = report;

    /// <summary>What does not work now, in words; empty if all does.</summary>
    public IReadOnlyList<string> Problems =>
        [.. _troubles.OrderBy(trouble => trouble.Key, StringComparer.Ordinal).Select(trouble => trouble.Value)];

    /// <summary>Some work has failed.</summary>
    /// <param name="work">Its name.</param>
    /// <param name="trouble">What is wrong and what happens now, a sentence.</param>
    public void Failed(string work, string trouble)
    {
        bool begins = !_troubles.ContainsKey(work);
        _troubles[work] = trouble;
        if (begins)
        {
            _report(trouble);
        }
    }

    /// <summary>Some work has failed by an exception that nobody foresaw, and will be tried again.</summary>
    public void Failed(string work, Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        Failed(work, $"The work '{work}' has failed and is tried again: {error.GetType().Name}, {error.Message}");
    }

    /// <summary>Some work has succeeded. Cheap: it may be said at each turn.</summary>
    public void Succeeded(string work)
    {
        if (!_troubles.IsEmpty && _troubles.TryRemove(work, out _))
        {
            _report($"The work '{work}' succeeds again.");
        }
    }
}
