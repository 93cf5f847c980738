using System.IO;

namespace EdgeLogger.Cycles.Trends;

/// <summary>What trends keep of one complete cycle; NaN is not known.</summary>
internal readonly record struct TrendPoint(
    double Number,
    double DischargeAh,
    double CoulombicEfficiency,
    double MeanChargeV,
    double MeanDischargeV,
    double ResistanceOhm,
    double TemperatureDegC,
    double PressureMpa,
    double BreathingMpa)
{
    public static TrendPoint Of(Cycle cycle)
    {
        HalfCycle charge = cycle.Charge!;
        HalfCycle discharge = cycle.Discharge!;
        HalfDetail? one = charge.Detail;
        HalfDetail? other = discharge.Detail;
        double highest = double.Max(one?.PressureMaxMpa ?? double.NaN, other?.PressureMaxMpa ?? double.NaN);
        double lowest = double.Min(one?.PressureMinMpa ?? double.NaN, other?.PressureMinMpa ?? double.NaN);
        return new TrendPoint(
            cycle.Number,
            discharge.Ah,
            cycle.CoulombicEfficiency ?? double.NaN,
            charge.MeanVoltageV,
            discharge.MeanVoltageV,
            other?.Resistance10sOhm ?? double.NaN,
            other?.TemperatureMeanDegC ?? double.NaN,
            ((one?.PressureMeanMpa ?? double.NaN) + (other?.PressureMeanMpa ?? double.NaN)) / 2,
            highest - lowest);
    }

    public void Write(BinaryWriter to)
    {
        foreach (double value in (double[])
            [Number, DischargeAh, CoulombicEfficiency, MeanChargeV, MeanDischargeV, ResistanceOhm, TemperatureDegC, PressureMpa, BreathingMpa])
        {
            to.Write(value);
        }
    }

    public static TrendPoint Read(BinaryReader from) => new(
        from.ReadDouble(), from.ReadDouble(), from.ReadDouble(), from.ReadDouble(), from.ReadDouble(), from.ReadDouble(),
        from.ReadDouble(), from.ReadDouble(), from.ReadDouble());
}
