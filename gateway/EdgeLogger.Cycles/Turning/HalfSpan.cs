using System;
using EdgeLogger.Cycles.Integration;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Turning;

/// <summary>A stretch of the charge curve between two turning points, or from the last one to the extreme so far.</summary>
internal struct HalfSpan
{
    /// <summary>Beside the public flags: some of the charge is not in the record.</summary>
    public const long PartialBit = 1L << 40;

    /// <summary>Beside the public flags: a later row might have moved the end.</summary>
    public const long ProvisionalBit = 1L << 41;

    /// <summary>Beside the public flags: the engine keeps details.</summary>
    public const long DetailedBit = 1L << 42;

    private const long PublicBits = PartialBit - 1;
    private const double SuspectFallV = 0.02;
    private const double SuspectFallShare = 0.5;
    private const double SecondsPerHour = 3600;
    private const double RealVoltageSpanV = 0.02;

    public CurvePoint Start;
    public CurvePoint End;
    public HalfTally Tally;

    /// <summary>+1 charging, -1 discharging, 0 before the first charge has moved.</summary>
    public double Sign;

    /// <summary>The end of the rest that followed.</summary>
    public RestMark RestAfter;

    public readonly double NetAs => End.ChargeAs.Since(Start.ChargeAs);

    public readonly double RangeAs => Math.Abs(NetAs);

    public readonly double Seconds => End.TimeS - Start.TimeS;

    public readonly FlowSpan Flow => Sign > 0 ? Tally.Charging : Tally.Discharging;

    /// <summary>
    /// Too many rows for chance, and yet neither a steady current nor a charge that a random walk could not have come to while
    /// the voltage moved with it: noise, be it at rest or, beside the converter's zero error, while a potentiostat moves the
    /// voltage of a cell that does not react yet.
    /// </summary>
    public readonly bool IsNoise
    {
        get
        {
            bool still = Flow.VoltageSpanV < RealVoltageSpanV;
            return !Tally.Noise.IsShort && !Tally.Noise.IsSteady
                && (still || IsSignSuspect || Tally.Noise.MayHaveWalked(RangeAs));
        }
    }

    /// <summary>Enough rows to decide, and no noise.</summary>
    public readonly bool IsSurelyReal => !Tally.Noise.IsShort && !IsNoise;

    /// <summary>The voltage went against the current, by much of the range it covered.</summary>
    public readonly bool IsSignSuspect
    {
        get
        {
            FlowSpan flow = Flow;
            double rise = Sign * (flow.Last.VoltageV - flow.First.VoltageV);
            return rise < -Math.Max(SuspectFallV, SuspectFallShare * flow.VoltageSpanV);
        }
    }

    public readonly HalfCycle ToHalfCycle(int index)
    {
        FlowSpan flow = Flow;
        double lessAs = End.BelowAs - Start.BelowAs;
        double moreAs = End.AboveAs - Start.AboveAs;
        double rangeAs = RangeAs;
        return new HalfCycle
        {
            Index = index,
            Direction = Sign > 0 ? Direction.Charge : Direction.Discharge,
            FirstRow = flow.First.Exists ? flow.First.RowPlusOne - 1 : Start.Row,
            LastRow = flow.Last.Exists ? flow.Last.RowPlusOne - 1 : End.Row,
            StartS = flow.First.Exists ? flow.First.TimeS : Start.TimeS,
            EndS = flow.Last.Exists ? flow.Last.TimeS : End.TimeS,
            Ah = rangeAs / SecondsPerHour,
            Wh = Sign * End.EnergyWs.Since(Start.EnergyWs) / SecondsPerHour,
            AhLow = (rangeAs - (Sign > 0 ? lessAs : moreAs)) / SecondsPerHour,
            AhHigh = (rangeAs + (Sign > 0 ? moreAs : lessAs)) / SecondsPerHour,
            MaxVoltageV = flow.First.Exists ? flow.MaxVoltageV : double.NaN,
            MinVoltageV = flow.First.Exists ? flow.MinVoltageV : double.NaN,
            MeanCurrentA = Tally.MeanCurrentA,
            ConstantVoltage = flow.ConstantVoltage,
            Partial = (Tally.Flags & PartialBit) != 0,
            Provisional = (Tally.Flags & ProvisionalBit) != 0,
            Flags = (QualityFlags)(Tally.Flags & PublicBits),
            Detail = (Tally.Flags & DetailedBit) != 0 ? Tally.Detail.ToDetail(Tally.GrossAs, RestAfter) : null,
        };
    }

    /// <summary>Joins two neighbours that go the same way, with the small one between them that goes back.</summary>
    public static HalfSpan Join(in HalfSpan first, in HalfSpan between, in HalfSpan last)
    {
        HalfSpan joined = first;
        joined.Tally.Append(between.Tally);
        joined.Tally.Append(last.Tally);
        joined.End = last.End;
        joined.RestAfter = last.RestAfter;
        return joined;
    }
}
