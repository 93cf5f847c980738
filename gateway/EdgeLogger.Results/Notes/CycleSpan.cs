using System;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Following;

namespace EdgeLogger.Results.Notes;

/// <summary>When a closed cycle was.</summary>
/// <param name="Number">Its number in the test, from 1.</param>
/// <param name="StartUtcMs">Its begin, Unix ms; null: not known.</param>
/// <param name="EndUtcMs">Its end, Unix ms; null: not known.</param>
public readonly record struct CycleSpan(int Number, long? StartUtcMs, long? EndUtcMs)
{
    /// <summary>When a cycle was.</summary>
    /// <param name="cycle">The cycle.</param>
    /// <param name="dates">When the results of its test were.</param>
    public static CycleSpan Of(Cycle cycle, TestDates dates)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        ArgumentNullException.ThrowIfNull(dates);
        HalfCycle[] halves = [.. new[] { cycle.Charge, cycle.Discharge }.OfType<HalfCycle>()];
        return new CycleSpan(
            cycle.Number, dates.UtcMs(halves.Min(half => half.StartS)), dates.UtcMs(halves.Max(half => half.EndS)));
    }
}
