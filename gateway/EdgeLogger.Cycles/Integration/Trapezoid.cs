using System;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Integration;

/// <summary>Charge and energy between two instant readings.</summary>
internal static class Trapezoid
{
    private const double HeldV = 0.005;
    private const double LeastLeft = 0.1;

    /// <summary>A current that falls, but not to rest, while the voltage is held.</summary>
    public static bool IsDecay(in Sample from, in Sample to)
    {
        double left = to.CurrentA / from.CurrentA;
        return left is >= LeastLeft and < 1 && Math.Abs(to.VoltageV - from.VoltageV) <= HeldV;
    }

    /// <summary>Current and voltage both on straight lines: charge exact, energy the exact integral of their product.</summary>
    public static CurvePart Smooth(in Sample from, in Sample to, double seconds) =>
        new(0.5 * (from.CurrentA + to.CurrentA) * seconds, Energy(from, to, seconds), 0, 0);

    /// <summary>A step between two currents of one sign, or to or from zero.</summary>
    public static CurvePart Step(in Sample from, in Sample to, double seconds, EdgeRule rule)
    {
        double old = from.CurrentA * seconds;
        double fresh = to.CurrentA * seconds;
        (double chargeAs, double energyWs) = rule switch
        {
            EdgeRule.HoldOld => (old, old * from.VoltageV),
            EdgeRule.HoldNew => (fresh, fresh * to.VoltageV),
            EdgeRule.Sampling => Decay(from, to, seconds),
            _ => (0.5 * (old + fresh), Energy(from, to, seconds)),
        };
        return new CurvePart(chargeAs, energyWs, chargeAs - Math.Min(old, fresh), Math.Max(old, fresh) - chargeAs);
    }

    /// <summary>
    /// The part before a change of sign. The least is nothing, the most is the old current over the whole interval.
    /// </summary>
    public static CurvePart BeforeCrossing(in Sample from, in Sample to, double seconds, EdgeRule rule)
    {
        double held = from.CurrentA * seconds;
        double share = from.CurrentA / (from.CurrentA - to.CurrentA);
        double crossingV = from.VoltageV + (to.VoltageV - from.VoltageV) * share;
        (double chargeAs, double energyWs) = rule switch
        {
            EdgeRule.HoldOld => (held, held * from.VoltageV),
            EdgeRule.HoldNew => (0, 0),
            _ => (0.5 * held * share, held * share * (2 * from.VoltageV + crossingV) / 6),
        };
        return Bracketed(chargeAs, energyWs, held);
    }

    /// <summary>The part after a change of sign.</summary>
    public static CurvePart AfterCrossing(in Sample from, in Sample to, double seconds, EdgeRule rule)
    {
        double held = to.CurrentA * seconds;
        double share = to.CurrentA / (to.CurrentA - from.CurrentA);
        double crossingV = to.VoltageV + (from.VoltageV - to.VoltageV) * share;
        (double chargeAs, double energyWs) = rule switch
        {
            EdgeRule.HoldOld => (0, 0),
            EdgeRule.HoldNew => (held, held * to.VoltageV),
            _ => (0.5 * held * share, held * share * (2 * to.VoltageV + crossingV) / 6),
        };
        return Bracketed(chargeAs, energyWs, held);
    }

    private static CurvePart Bracketed(double chargeAs, double energyWs, double heldAs) =>
        new(chargeAs, energyWs, chargeAs - Math.Min(0, heldAs), Math.Max(0, heldAs) - chargeAs);

    /// <summary>An exponential decay between two currents has their logarithmic mean.</summary>
    private static (double ChargeAs, double EnergyWs) Decay(in Sample from, in Sample to, double seconds)
    {
        double chargeAs = (from.CurrentA - to.CurrentA) / Math.Log(from.CurrentA / to.CurrentA) * seconds;
        return (chargeAs, chargeAs * 0.5 * (from.VoltageV + to.VoltageV));
    }

    private static double Energy(in Sample from, in Sample to, double seconds)
    {
        double product = 0.25 * (from.CurrentA + to.CurrentA) * (from.VoltageV + to.VoltageV);
        return seconds * (product + (to.CurrentA - from.CurrentA) * (to.VoltageV - from.VoltageV) / 12);
    }
}
