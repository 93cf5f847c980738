using System;
using EdgeLogger.Cycles.Integration;
using EdgeLogger.Cycles.Steps;
using EdgeLogger.Cycles.Turning;

namespace EdgeLogger.Cycles.Detail;

/// <summary>Follows steps and resistance, for engines that keep details or put out steps.</summary>
internal struct DetailWatch
{
    public StepClassifier Steps;
    private ResistanceWatch _resistance;

    /// <returns>Whether the row closed a step.</returns>
    public bool Observe(
        in Reading reading, in CellConditions conditions, in CurvePoint now, double jumpA, ref DetailTally detail)
    {
        var row = new StepRow
        {
            Row = reading.Row,
            TimeS = reading.TimeS,
            VoltageV = reading.VoltageV,
            CurrentA = reading.CurrentA,
            ChargeAs = now.ChargeAs.Value,
            EnergyWs = now.EnergyWs.Value,
        };
        bool closed = Steps.Observe(row, reading.FlowA, jumpA);
        bool jumps = Math.Abs(reading.StepA) > jumpA;
        if (_resistance.Observe(reading.TimeS, reading.VoltageV, reading.CurrentA, reading.StepA, jumps) && reading.Flows)
        {
            detail.AddResistance(_resistance);
        }

        detail.HeldSeconds += Steps.HeldSeconds;
        detail.HeldAs += Steps.HeldAs;
        detail.Temperature.Add(conditions.TemperatureDegC, reading.Seconds);
        detail.Pressure.Add(conditions.PressureMpa, reading.Seconds);
        if (reading.Flows)
        {
            detail.Levels.Add((float)Math.Abs(reading.CurrentA), (float)reading.Seconds);
        }

        return closed;
    }

    /// <summary>Nothing is known across a break, or after the end.</summary>
    /// <returns>Whether a step was closed.</returns>
    public bool End()
    {
        _resistance.Forget();
        return Steps.Finish();
    }
}
