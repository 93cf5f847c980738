using System;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.AlertBench.Rules;

/// <summary>
/// Rules as labs have them in a script beside the cycler. They are given what a careful lab gives them: no formation, no partial
/// cycles, one rate only.
/// </summary>
public sealed class LabRule
{
    private readonly Func<Cycle, Cycle, Cycle, bool> _fires;
    private Cycle? _first;
    private Cycle? _last;
    private bool _isFiring;

    private LabRule(string name, Func<Cycle, Cycle, Cycle, bool> fires) => (Name, _fires) = (name, fires);

    public string Name { get; }

    /// <summary>Capacity below 80 % of the first; efficiency below 99 %; 2 % less than the last cycle.</summary>
    public static LabRule[] All() =>
    [
        new("capacity < 80 % of first", (first, _, now) => now.Discharge!.Ah < 0.8 * first.Discharge!.Ah),
        new("CE < 99 %", (_, _, now) => now.CoulombicEfficiency < 0.99),
        new("2 % below last cycle", (_, last, now) => now.Discharge!.Ah < 0.98 * last.Discharge!.Ah),
    ];

    /// <summary>Whether it begins to fire with this cycle.</summary>
    public bool Take(Cycle cycle)
    {
        const int BreakIn = 10;
        if (cycle.Partial || cycle.Number <= BreakIn || (_first is not null && cycle.Signature != _first.Signature))
        {
            return false;
        }

        _first ??= cycle;
        bool fires = _fires(_first, _last ?? cycle, cycle);
        _last = cycle;
        bool begins = fires && !_isFiring;
        _isFiring = fires;
        return begins;
    }
}
