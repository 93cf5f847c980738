using System;
using EdgeLogger.Cycles.Detail;

namespace EdgeLogger.Cycles.Turning;

/// <summary>What is kept of the rows between two points of the charge curve; two neighbours add up to one.</summary>
internal struct HalfTally
{
    public FlowSpan Charging;
    public FlowSpan Discharging;

    /// <summary><see cref="QualityFlags"/>, and <see cref="HalfSpan.PartialBit"/>.</summary>
    public long Flags;

    public long Rows;
    public double SumAbsoluteA;
    public double SumAbsoluteStepA;

    /// <summary>Sum of the squared charges of the intervals, (A s)^2: what a random walk would have come to, squared.</summary>
    public double SumSquareAs;

    /// <summary>Integral of |I|, A s.</summary>
    public double GrossAs;

    /// <summary>Integral of I^2, A^2 s.</summary>
    public double SquareCurrent;

    /// <summary>Stays empty where the engine keeps no details.</summary>
    public DetailTally Detail;

    /// <summary>Charge-averaged current, A: the current at which the greater part of the charge passed.</summary>
    public readonly double MeanCurrentA => GrossAs > 0 ? SquareCurrent / GrossAs : 0;

    public void Add(in Reading reading)
    {
        double absolute = Math.Abs(reading.CurrentA);
        double charge = absolute * reading.Seconds;
        SumAbsoluteA += absolute;
        SumAbsoluteStepA += Rows == 0 ? 0 : Math.Abs(reading.StepA);
        SumSquareAs += charge * charge;
        GrossAs += charge;
        SquareCurrent += charge * absolute;
        Rows++;

        if (reading.Flows)
        {
            var mark = new FlowMark
            {
                RowPlusOne = reading.Row + 1,
                TimeS = reading.TimeS,
                VoltageV = reading.VoltageV,
                AbsoluteA = absolute,
            };
            bool charging = reading.CurrentA > 0;
            (charging ? ref Charging : ref Discharging).Add(mark, reading.FlowA, charging);
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
        Rows += later.Rows;
        SumAbsoluteA += later.SumAbsoluteA;
        SumAbsoluteStepA += later.SumAbsoluteStepA;
        SumSquareAs += later.SumSquareAs;
        GrossAs += later.GrossAs;
        SquareCurrent += later.SquareCurrent;
        Detail.Append(later.Detail);
    }
}
