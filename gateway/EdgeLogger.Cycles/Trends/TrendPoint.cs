using System.IO;
using EdgeLogger.Cycles.Model;

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
    double BreathingMpa,
    double RestTemperatureDegC,
    double RestPressureMpa,
    double RestSwingK,
    double RestSwingMpa)
{
    public static TrendPoint Of(Cycle cycle)
    {
        HalfCycle charge = cycle.Charge!;
        HalfCycle discharge = cycle.Discharge!;
        HalfDetail? one = charge.Detail;
        HalfDetail? other = discharge.Detail;
        double highest = double.Max(Known(one?.PressureMaxMpa), Known(other?.PressureMaxMpa));
        double lowest = double.Min(Known(one?.PressureMinMpa), Known(other?.PressureMinMpa));
        return new TrendPoint(
            cycle.Number,
            discharge.Ah,
            cycle.CoulombicEfficiency ?? double.NaN,
            charge.MeanVoltageV,
            discharge.MeanVoltageV,
            Known(other?.Resistance10sOhm),
            Known(other?.TemperatureMeanDegC),
            (Known(one?.PressureMeanMpa) + Known(other?.PressureMeanMpa)) / 2,
            highest - lowest,
            Known(other?.RestTemperatureAfterDegC),
            Known(other?.RestPressureAfterMpa),
            Known(one?.RestTemperatureAfterDegC) - Known(other?.RestTemperatureAfterDegC),
            Known(one?.RestPressureAfterMpa) - Known(other?.RestPressureAfterMpa));
    }

    /// <summary>The same at another sensor's temperature.</summary>
    public TrendPoint At(double temperatureDegC) => this with
    {
        TemperatureDegC = temperatureDegC,
        RestTemperatureDegC = temperatureDegC,
        RestSwingK = 0,
    };

    public void Write(BinaryWriter to)
    {
        foreach (double value in (double[])
            [
                Number, DischargeAh, CoulombicEfficiency, MeanChargeV, MeanDischargeV, ResistanceOhm,
                TemperatureDegC, PressureMpa,
                BreathingMpa, RestTemperatureDegC, RestPressureMpa, RestSwingK, RestSwingMpa,
            ])
        {
            to.Write(value);
        }
    }

    public static TrendPoint Read(BinaryReader from) => new(
        from.ReadDouble(), from.ReadDouble(), from.ReadDouble(), from.ReadDouble(), from.ReadDouble(), from.ReadDouble(),
        from.ReadDouble(), from.ReadDouble(), from.ReadDouble(), from.ReadDouble(), from.ReadDouble(), from.ReadDouble(),
        from.ReadDouble());

    private static double Known(double? value) => value ?? double.NaN;
}
