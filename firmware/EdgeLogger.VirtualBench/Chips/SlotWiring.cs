using System;
using EdgeLogger.Firmware.Sampling;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// The parts of a slot as they really are on the bench. <see cref="Of"/> takes them from what the firmware believes; change one with
/// <c>with</c> to have a shunt that is off, or a load cell nobody zeroed.
/// </summary>
public sealed record SlotWiring
{
    /// <summary>Cell voltage over converter voltage.</summary>
    public required double Divider { get; init; }

    /// <summary>Shunt, ohm.</summary>
    public required double ShuntOhm { get; init; }

    /// <summary>Offset current that flows past the cell, A.</summary>
    public double LeakageA { get; init; }

    /// <summary>Thermometer at 0 degC, ohm.</summary>
    public required double ThermometerR0Ohm { get; init; }

    /// <summary>Resistor between REFP and REFN, ohm.</summary>
    public required double ThermometerReferenceOhm { get; init; }

    /// <summary>Signal of the load cell over its excitation, per MPa of stack pressure.</summary>
    public required double BridgeRatioPerMPa { get; init; }

    /// <summary>Signal of the unloaded load cell over its excitation.</summary>
    public double BridgeZeroRatio { get; init; }

    /// <summary>A slot that is exactly what the firmware believes, apart from the offsets it was calibrated for.</summary>
    public static SlotWiring Of(SlotHardware hardware)
    {
        ArgumentNullException.ThrowIfNull(hardware);
        double pascalPerCode = hardware.LoadCellNanoNewtonPerCode * 1e-9 / (hardware.PistonAreaSquareMicrometre * 1e-12);
        double ratioPerCode = 0.5 / hardware.LoadCellGain / (1 << 23);
        return new SlotWiring
        {
            Divider = hardware.DividerMillionths * 1e-6,
            ShuntOhm = hardware.ShuntMicroOhm * 1e-6,
            ThermometerR0Ohm = hardware.ThermometerR0Ohm,
            ThermometerReferenceOhm = hardware.ThermometerReferenceMilliOhm * 1e-3,
            BridgeRatioPerMPa = ratioPerCode * 1e6 / pascalPerCode,
        };
    }
}
