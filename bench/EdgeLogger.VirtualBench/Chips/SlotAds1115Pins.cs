using EdgeLogger.VirtualBench.Cells;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// Around a slot's ADS1115: the divided cell voltage between AIN0 and AIN1; the thermistor's divider with its tap on AIN2 and its
/// top on AIN3.
/// </summary>
public sealed class SlotAds1115Pins(ICellSignal cell, SlotWiring wiring) : IAds1115Pins
{
    private const double BiasV = 1.65;

    /// <summary>What has become of the thermistor.</summary>
    public SensorLead Lead { get; set; }

    /// <inheritdoc/>
    public double PinV(int pin, double t0, double t1) => pin switch
    {
        0 => BiasV + (cell.MeanVoltageV(t0, t1) / wiring.Divider),
        1 => BiasV,
        2 => wiring.SupplyV * TapRatio(t0, t1),
        _ => wiring.SupplyV,
    };

    /// <inheritdoc/>
    public double AmbientDegC(double t0, double t1) => cell.MeanTemperatureDegC(t0, t1);

    private double TapRatio(double t0, double t1)
    {
        if (Lead != SensorLead.Whole)
        {
            return Lead == SensorLead.Open ? 1 : 0;
        }

        double ohm = wiring.ThermometerOhm(cell.MeanTemperatureDegC(t0, t1));
        return ohm / (ohm + wiring.ThermometerReferenceOhm);
    }
}
