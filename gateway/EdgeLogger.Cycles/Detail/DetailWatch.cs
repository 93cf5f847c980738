using System;
using System.Runtime.CompilerServices;
using EdgeLogger.Cycles.Integration;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Steps;

namespace EdgeLogger.Cycles.Detail;

/// <summary>Follows steps and resistance, for engines that keep details or put out steps.</summary>
internal struct DetailWatch
{
    public StepClassifier Steps;
    private ResistanceWatch _resistance;

    /// <param name="reading">The row.</param>
    /// <param name="previous">The reading before it.</param>
    /// <param name="conditions">What surrounded the cell.</param>
    /// <param name="now">Where the row is on the charge curve.</param>
    /// <param name="jumpA">A larger change of the current is a step, A.</param>
    /// <param name="detail">What the row is booked to.</param>
    /// <returns>Whether the row closed a step.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Observe(
        in Reading reading, in Sample previous, in CellConditions conditions, in CurvePoint now, double jumpA,
        ref DetailTally detail)
    {
        detail.Temperature.Add(conditions.TemperatureDegC, reading.Seconds);
        detail.Pressure.Add(conditions.PressureMpa, reading.Seconds);
        if (reading.Flows)
        {
            detail.Levels.Add((float)Math.Abs(reading.CurrentA), (float)reading.Seconds);
        }

        bool jumps = Math.Abs(reading.StepA) > jumpA;
        if ((jumps || _resistance.IsWaiting) && _resistance.Observe(reading, previous, jumps) && reading.Flows)
        {
            detail.AddResistance(_resistance);
        }

        double chargeAs = now.ChargeAs.Value;
        double energyWs = now.EnergyWs.Value;
        if (Steps.GoesOn(reading, chargeAs, energyWs))
        {
            return false;
        }

        bool closed = Steps.Observe(reading, chargeAs, energyWs, jumpA);
        detail.HeldSeconds += Steps.HeldSeconds;
        detail.HeldAs += Steps.HeldAs;
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
