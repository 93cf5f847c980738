using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Steps;

namespace EdgeLogger.Cycles.Detail;

/// <summary>What is kept of a stretch for <see cref="HalfDetail"/>; two neighbours add up to one.</summary>
internal struct DetailTally
{
    public CurrentHistogram Levels;
    public ConditionTally Temperature;
    public ConditionTally Pressure;
    public ResistanceTally At0s;
    public ResistanceTally At10s;
    public ResistanceTally At30s;
    public double HeldSeconds;
    public double HeldAs;

    public void AddResistance(in ResistanceWatch found)
    {
        At0s.Add(found.Now0sV, found.StepA);
        At10s.Add(found.Now10sV, found.StepA);
        At30s.Add(found.Now30sV, found.StepA);
    }

    public void Append(in DetailTally later)
    {
        Levels.Append(later.Levels);
        Temperature.Append(later.Temperature);
        Pressure.Append(later.Pressure);
        At0s.Append(later.At0s);
        At10s.Append(later.At10s);
        At30s.Append(later.At30s);
        HeldSeconds += later.HeldSeconds;
        HeldAs += later.HeldAs;
    }

    public readonly HalfDetail ToDetail(double grossAs, in RestMark rest)
    {
        double flowing = Levels.Seconds;
        return new HalfDetail
        {
            MedianCurrentA = flowing > 0 ? Levels.MedianA : null,
            ConstantVoltageTimeShare = flowing > 0 ? double.Min(1, HeldSeconds / flowing) : null,
            ConstantVoltageChargeShare = grossAs > 0 ? double.Min(1, HeldAs / grossAs) : null,
            RestVoltageAfterV = Known(rest.VoltageV),
            RestTemperatureAfterDegC = Known(rest.TemperatureDegC),
            RestPressureAfterMpa = Known(rest.PressureMpa),
            Resistance0sOhm = At0s.Ohm,
            Resistance10sOhm = At10s.Ohm,
            Resistance30sOhm = At30s.Ohm,
            TemperatureMeanDegC = Temperature.Mean,
            TemperatureMinDegC = Temperature.Least,
            TemperatureMaxDegC = Temperature.Most,
            PressureMeanMpa = Pressure.Mean,
            PressureMinMpa = Pressure.Least,
            PressureMaxMpa = Pressure.Most,
        };
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
