using System;
using System.Runtime.CompilerServices;
using EdgeLogger.Cycles.Detail;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Turning;

/// <summary>What is kept of the rows between two points of the charge curve; two neighbours add up to one.</summary>
internal struct HalfTally
{
    public FlowSpan Charging;
    public FlowSpan Discharging;

    /// <summary><see cref="QualityFlags"/>, and <see cref="HalfSpan.PartialBit"/>.</summary>
    public long Flags;

    /// <summary>Integral of |I|, A s.</summary>
    public double GrossAs;

    /// <summary>Integral of I^2, A^2 s.</summary>
    public double SquareCurrent;

    public NoiseTally Noise;

    /// <summary>Stays empty where the engine keeps no details.</summary>
    public DetailTally Detail;

    /// <summary>Charge-averaged current, A: the current at which the greater part of the charge passed.</summary>
    public readonly double MeanCurrentA => GrossAs > 0 ? SquareCurrent / GrossAs : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in Reading reading)
    {
        double absolute = Math.Abs(reading.CurrentA);
        double charge = absolute * reading.Seconds;
        GrossAs += charge;
        SquareCurrent += charge * absolute;
        if (reading.Flows)
        {
            bool charging = reading.CurrentA > 0;
            (charging ? ref Charging : ref Discharging).Add(reading, absolute, charging);
        }
        else
        {
            Charging.Rest();
            Discharging.Rest();
        }
    }

    public void Append(in HalfTally later)
    {
        Charging.Append(later.Charging);
        Discharging.Append(later.Discharging);
        Flags |= later.Flags;
        GrossAs += later.GrossAs;
        SquareCurrent += later.SquareCurrent;
        Noise.Append(later.Noise);
        Detail.Append(later.Detail);
    }
}
