using System;
using System.Globalization;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Pairing;

/// <summary>Writes a protocol's signature: order and rate class of the halves, voltage window, constant voltage or not.</summary>
internal struct Signature
{
    private const double GrownCapacity = 1.25;
    private const double SecondsPerHour = 3600;

    /// <summary>What 1C is, A s: nominal, or the largest half cycle, kept until one is larger by a quarter.</summary>
    private double _capacityAs;
    private SteadyRate _charge;
    private SteadyRate _discharge;
    private SteadyVoltage _upper;
    private SteadyVoltage _lower;

    public string Write(HalfCycle? charge, HalfCycle? discharge, CycleOrder order, double largestHalfAs)
    {
        if (largestHalfAs > GrownCapacity * _capacityAs)
        {
            _capacityAs = largestHalfAs;
        }

        string c = Rate("C", charge, ref _charge);
        string d = Rate("D", discharge, ref _discharge);
        string rates = order == CycleOrder.ChargeFirst ? c + "-" + d : d + "-" + c;
        double upper = _upper.Snap(Largest(charge?.MaxVoltageV, discharge?.MaxVoltageV));
        double lower = _lower.Snap(-Largest(-charge?.MinVoltageV, -discharge?.MinVoltageV));
        bool held = charge is { ConstantVoltage: true } || discharge is { ConstantVoltage: true };
        return string.Create(
            CultureInfo.InvariantCulture, $"{rates.Trim('-')}|{lower:0.00}-{upper:0.00}|{(held ? "cv" : "cc")}");
    }

    /// <summary>The rate class of the discharge in a signature; null if it names none.</summary>
    public static double? DischargeClass(string signature)
    {
        ReadOnlySpan<char> rates = signature.AsSpan()[..Math.Max(0, signature.IndexOf('|', StringComparison.Ordinal))];
        ReadOnlySpan<char> rate = rates[(rates.IndexOf('D') + 1)..];
        int end = rate.IndexOf('-');
        return double.TryParse(
            end < 0 ? rate : rate[..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double found)
            ? found
            : null;
    }

    private readonly string Rate(string letter, HalfCycle? half, ref SteadyRate steady)
    {
        if (half is null)
        {
            return "";
        }

        double rate = half.MeanCurrentA * SecondsPerHour / _capacityAs;
        return letter + RateClass.Text(steady.Classify(rate));
    }

    private static double Largest(double? one, double? other) =>
        Math.Max(one ?? double.NegativeInfinity, other ?? double.NegativeInfinity);
}
