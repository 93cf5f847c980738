using System;

namespace EdgeLogger.Cycles.Pairing;

/// <summary>A cut-off voltage on a grid of 50 mV; one near the limit of two steps keeps the one it had.</summary>
internal struct SteadyVoltage
{
    private const double GridV = 0.05;
    private const double KeepWithinV = 0.04;

    private double _stepPlusOne;

    public double Snap(double voltageV)
    {
        double kept = (_stepPlusOne - 1) * GridV;
        if (_stepPlusOne == 0 || !(Math.Abs(voltageV - kept) <= KeepWithinV))
        {
            _stepPlusOne = Math.Round(voltageV / GridV) + 1;
        }

        return (_stepPlusOne - 1) * GridV;
    }
}
