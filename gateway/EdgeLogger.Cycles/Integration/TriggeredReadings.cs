using System;
using System.Runtime.CompilerServices;

namespace EdgeLogger.Cycles.Integration;

/// <summary>
/// Cyclers log on time, and whenever the voltage has moved by a set amount. The latter are not a fair sample. A current that
/// reads high makes the voltage high and is logged for it; and the voltage is logged as its code first shows, half a code before
/// it is worth it. For such a reading the steady current's mean over timed readings stands in, and the voltage is taken half a
/// code back.
/// </summary>
internal struct TriggeredReadings
{
    private const double SameStep = 0.1;
    private const double SameCodes = 1.5;

    /// <summary>
    /// Steps that are all alike and as large as what looks like a code are the trigger's own amount, not codes.
    /// </summary>
    private const double FewestCodes = 2.5;

    private SteadyCurrent _charging;
    private SteadyCurrent _discharging;
    private GranularityWatch _voltageCodes;
    private double _lastStepV;

    /// <param name="currentA">The current of a reading under current, A.</param>
    /// <param name="stepV">How far the voltage moved since the last reading, V.</param>
    /// <param name="timed">Whether the interval is the record's longest: it was time.</param>
    /// <returns>Whether the voltage triggered the reading, so that it is to be put right.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Observe(double currentA, double stepV, bool timed)
    {
        _voltageCodes.Observe(Math.Abs(stepV));
        if (timed)
        {
            (currentA > 0 ? ref _charging : ref _discharging).Observe(currentA);
            return false;
        }

        double tolerance = Math.Max(SameStep * Math.Abs(stepV), SameCodes * _voltageCodes.Code);
        bool triggered = stepV * currentA > 0 && Math.Abs(stepV - _lastStepV) <= tolerance;
        _lastStepV = stepV;
        return triggered;
    }

    /// <summary>The voltage with which a triggered reading is integrated, V.</summary>
    public readonly double FairVoltageV(double voltageV, double stepV)
    {
        double codeV = _voltageCodes.Code;
        return Math.Abs(stepV) < FewestCodes * codeV ? voltageV : voltageV - Math.CopySign(0.5 * codeV, stepV);
    }

    /// <summary>The current with which a triggered reading is integrated, A.</summary>
    public readonly double FairCurrentA(double currentA) =>
        currentA > 0 ? _charging.InsteadOf(currentA) : _discharging.InsteadOf(currentA);
}
