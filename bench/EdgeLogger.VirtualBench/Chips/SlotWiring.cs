using System;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Units;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// The parts of a slot as they really are on the bench. <see cref="Of"/> takes them from what the firmware believes; change one
/// with <c>with</c> to have a shunt that is off, or a load cell nobody zeroed.
/// </summary>
public sealed record SlotWiring
{
    /// <summary>Cell voltage over converter voltage.</summary>
    public required double Divider { get; init; }

    /// <summary>Shunt, ohm.</summary>
    public required double ShuntOhm { get; init; }

    /// <summary>Drift of the divider's ratio from 25 degC, ppm/K.</summary>
    public double DividerPpmPerK { get; init; }

    /// <summary>Drift of the shunt from 25 degC, ppm/K.</summary>
    public double ShuntPpmPerK { get; init; }

    /// <summary>Offset of the followers before the divider, V.</summary>
    public double BufferOffsetV { get; init; }

    /// <summary>Its drift from 25 degC, V/K.</summary>
    public double BufferOffsetDriftVPerK { get; init; }

    /// <summary>Thermocouple of the shunt's two ends, V.</summary>
    public double ThermocoupleV { get; init; }

    /// <summary>Offset current that flows past the cell, A; or what the sense leads take from it, with a negative sign.</summary>
    public double LeakageA { get; init; }

    /// <summary>Thermometer at 0 degC, ohm.</summary>
    public required double ThermometerR0Ohm { get; init; }

    /// <summary>The thermistor, where one is fitted.</summary>
    public ThermistorConstants Thermistor { get; init; }

    /// <summary>Supply of the thermistor's divider, V; it cancels.</summary>
    public double SupplyV { get; init; } = 3.3;

    /// <summary>Resistor that the thermometer is compared with, ohm.</summary>
    public required double ThermometerReferenceOhm { get; init; }

    /// <summary>Signal of the load cell over its excitation, per MPa of stack pressure.</summary>
    public required double BridgeRatioPerMPa { get; init; }

    /// <summary>Drift of the load cell's sensitivity from 25 degC, ppm/K.</summary>
    public double BridgePpmPerK { get; init; }

    /// <summary>Signal of the unloaded load cell over its excitation.</summary>
    public double BridgeZeroRatio { get; init; }

    /// <summary>Its drift from 25 degC, 1/K.</summary>
    public double BridgeZeroDriftRatioPerK { get; init; }

    /// <summary>Temperature at which the drifts are nothing, degC.</summary>
    internal const double DriftsFromDegC = 25;

    /// <summary>Resistance of the thermometer, platinum or thermistor, ohm.</summary>
    public double ThermometerOhm(double temperatureDegC) => Thermistor.B > 0
        ? ThermistorCurve.ResistanceOhm(temperatureDegC, Thermistor.A, Thermistor.B, Thermistor.C)
        : RtdCurve.ResistanceOhm(temperatureDegC, ThermometerR0Ohm);

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
            Thermistor = hardware.Thermistor is { } curve
                ? new ThermistorConstants(curve.APico * 1e-12, curve.BPico * 1e-12, curve.CFemto * 1e-15)
                : default,
            ThermometerReferenceOhm = hardware.ThermometerReferenceMilliOhm * 1e-3,
            BridgeRatioPerMPa = ratioPerCode * 1e6 / pascalPerCode,
        };
    }
}

/// <summary>A thermistor as it is, 1/K each; see <see cref="Units.ThermistorCurve"/>.</summary>
public readonly record struct ThermistorConstants(double A, double B, double C);
