using EdgeLogger.VirtualBench.Cells;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>Around the current converter: the shunt between AIN0 and AIN1, and nothing else.</summary>
public sealed class CurrentChipPins(ICellSignal cell, SlotWiring wiring) : IAds122c04Pins
{
    /// <inheritdoc/>
    public double MeanDifferenceV(int positivePin, int negativePin, in Excitation excitation, double t0, double t1)
        => PinV(positivePin, t0, t1) - PinV(negativePin, t0, t1);

    /// <inheritdoc/>
    public double ReferenceV(in Excitation excitation) => 0;

    /// <inheritdoc/>
    public double AmbientDegC(double t0, double t1) => cell.MeanTemperatureDegC(t0, t1);

    private double PinV(int pin, double t0, double t1)
        => pin == 0 ? ((cell.MeanCurrentA(t0, t1) + wiring.LeakageA) * ShuntOhm(t0, t1)) + wiring.ThermocoupleV : 0;

    private double ShuntOhm(double t0, double t1) => wiring.ShuntPpmPerK == 0
        ? wiring.ShuntOhm
        : wiring.ShuntOhm * (1 + (wiring.ShuntPpmPerK * 1e-6 * (AmbientDegC(t0, t1) - SlotWiring.DriftsFromDegC)));
}
