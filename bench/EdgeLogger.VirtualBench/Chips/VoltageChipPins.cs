using EdgeLogger.Firmware.Drivers.Ads122c04;
using EdgeLogger.VirtualBench.Cells;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// Around the voltage converter: the divided cell voltage between AIN0 and AIN1; the thermometer between AIN2 and AIN3, fed out
/// of REFP through the reference resistor to REFN and on.
/// </summary>
public sealed class VoltageChipPins(ICellSignal cell, SlotWiring wiring) : IAds122c04Pins
{
    private readonly double _perDivider = 1 / wiring.Divider;
    private readonly bool _drifts = wiring.DividerPpmPerK != 0 || wiring.BufferOffsetDriftVPerK != 0;

    /// <inheritdoc/>
    public double MeanDifferenceV(int positivePin, int negativePin, in Excitation excitation, double t0, double t1)
        => PinV(positivePin, in excitation, t0, t1) - PinV(negativePin, in excitation, t0, t1);

    /// <inheritdoc/>
    public double ReferenceV(in Excitation excitation) =>
        excitation.Out(Ads122c04Route.ReferencePositive) * wiring.ThermometerReferenceOhm;

    /// <inheritdoc/>
    public double AmbientDegC(double t0, double t1) => cell.MeanTemperatureDegC(t0, t1);

    private double PinV(int pin, in Excitation excitation, double t0, double t1) => pin switch
    {
        0 => DividedV(t0, t1),
        2 => excitation.Out(Ads122c04Route.ReferencePositive)
            * wiring.ThermometerOhm(cell.MeanTemperatureDegC(t0, t1)),
        _ => 0,
    };

    private double DividedV(double t0, double t1)
    {
        double bufferedV = cell.MeanVoltageV(t0, t1) + wiring.BufferOffsetV;
        if (!_drifts)
        {
            return bufferedV * _perDivider;
        }

        double kelvin = AmbientDegC(t0, t1) - SlotWiring.DriftsFromDegC;
        return (bufferedV + (kelvin * wiring.BufferOffsetDriftVPerK))
            * _perDivider / (1 + (kelvin * wiring.DividerPpmPerK * 1e-6));
    }
}
