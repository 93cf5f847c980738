using System;
using EdgeLogger.Hardware.Budget;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Accuracy;

/// <summary>
/// Temperature of a room on one day: a sine of random phase about a mean that is a little off that of the calibration.
/// </summary>
public sealed class RoomDay
{
    private readonly double _meanDegC;
    private readonly double _swingK;
    private readonly double _omega;
    private readonly double _phase;

    /// <summary>Draws a day.</summary>
    public RoomDay(NoiseSource random, BudgetConditions conditions)
    {
        _meanDegC = SlotWiring.DriftsFromDegC + (conditions.MeanOffK * random.NextNormal());
        _phase = 2 * Math.PI * random.NextUniform();
        _swingK = conditions.SwingK;
        _omega = 2 * Math.PI / conditions.DayS;
    }

    /// <summary>Temperature at a time, degC.</summary>
    public double DegC(double timeS) => _meanDegC + (_swingK * Math.Sin((_omega * timeS) + _phase));
}
