using EdgeLogger.Firmware.Drivers.Ads122c04;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Tests.Chips;

/// <summary>Constant voltages at four pins, a resistor from REFP to REFN, and the last window a converter asked for.</summary>
internal sealed class FixedPins(params double[] pinsV) : IAds122c04Pins
{
    public double ReferenceOhm { get; init; }

    public double ChipDegC { get; init; } = 25;

    public (double Start, double End) LastWindowS { get; private set; }

    public double MeanDifferenceV(int positivePin, int negativePin, in Excitation excitation, double t0, double t1)
    {
        LastWindowS = (t0, t1);
        return Pin(positivePin) - Pin(negativePin);
    }

    public double ReferenceV(in Excitation excitation) => excitation.Out(Ads122c04Route.ReferencePositive) * ReferenceOhm;

    public double AmbientDegC(double t0, double t1) => ChipDegC;

    private double Pin(int pin) => pin == IAds122c04Pins.Avss ? 0 : pinsV[pin];
}
