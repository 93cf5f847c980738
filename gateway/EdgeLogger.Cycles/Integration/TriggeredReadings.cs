using System;

namespace EdgeLogger.Cycles.Integration;

/// <summary>
/// Cyclers log on time, and whenever the voltage has moved by a set amount. The latter are no fair sample. A current that reads
/// high makes the voltage high and is logged for it; and the voltage is logged as its code first shows, half a code before it is
/// worth it. For such a reading the steady current's mean over timed readings stands in, and the voltage is taken half a code back.
/// </summary>
internal struct TriggeredReadings
{
    private const double SameStep = 0.1;
    private const double SameCodes = 1.5;

    private SteadyCurrent _charging;
    private SteadyCurrent _discharging;
    private GranularityWatch _voltageCodes;
    private double _lastStepV;

    /// <param name="sample">A reading under current.</param>
    /// <param name="stepV">How far the voltage moved since the last reading, V.</param>
    /// <param name="timed">Whether the interval is the record's longest: it was time.</param>
    /// <returns>The reading as it should be integrated.</returns>
    public Sample Fair(in Sample sample, double stepV, bool timed)
    {
        _voltageCodes.Observe(Math.Abs(stepV));
        ref SteadyCurrent steady = ref sample.CurrentA > 0 ? ref _charging : ref _discharging;
        if (timed)
        {
            steady.Observe(sample.CurrentA);
            return sample;
        }

        double codeV = _voltageCodes.Code;
        bool triggered = stepV * sample.CurrentA > 0
            && Math.Abs(stepV - _lastStepV) <= Math.Max(SameStep * Math.Abs(stepV), SameCodes * codeV);
        _lastStepV = stepV;
        return triggered
            ? new Sample(sample.TimeS, sample.VoltageV - Math.CopySign(0.5 * codeV, stepV), steady.InsteadOf(sample.CurrentA))
            : sample;
    }
}
