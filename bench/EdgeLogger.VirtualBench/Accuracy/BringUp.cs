using System;
using System.Collections.Generic;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Frames;
using EdgeLogger.Hardware.Budget;
using EdgeLogger.Units;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Accuracy;

/// <summary>
/// The steps of hardware/procedures/bring-up.md on a virtual slot that was drawn from the data sheets and not calibrated: what a
/// new board reads with its inputs shorted, with known values, and with nothing.
/// </summary>
public sealed class BringUp : ISlotReadings
{
    private const double SettleS = 10;
    private const double LengthS = 70;

    private readonly double[] _sums = new double[Channel.Count];
    private readonly double[] _squares = new double[Channel.Count];
    private readonly long[] _counts = new long[Channel.Count];
    private readonly ChannelSchema[] _schema;

    private BringUp(SlotHardware hardware) => _schema = hardware.Schema();

    /// <summary>All readings of one slot.</summary>
    public static IReadOnlyList<BringUpReading> Run(ulong seed)
    {
        NoiseSource random = new(seed);
        SlotParts parts = SlotParts.Draw(random, new BudgetConditions());
        // A resistor of 1097.3 ohm stands for the thermometer.
        parts = parts with { Wiring = parts.CalibrationWiring with { ThermometerR0Ohm = new SlotHardware().ThermometerR0Ohm } };
        BringUp shorted = Read(parts, random.NextBits(), 0, 0, 0);
        BringUp known = Read(parts, random.NextBits(), 4, 2e-3, 60);
        return
        [
            new("voltage, inputs shorted", shorted.Mean(Channel.Voltage), "V"),
            new("voltage noise, inputs shorted", shorted.Noise(Channel.Voltage), "V"),
            new("current, circuit open", shorted.Mean(Channel.Current), "A"),
            new("current noise, circuit open", shorted.Noise(Channel.Current), "A"),
            new("temperature, 1097.3 ohm",
                RtdCurve.TemperatureDegC(shorted.Mean(Channel.Temperature), new SlotHardware().ThermometerR0Ohm), "degC"),
            new("pressure, no force", shorted.Mean(Channel.Pressure), "MPa"),
            new("voltage, 4 V", known.Mean(Channel.Voltage), "V"),
            new("current, 2 mA", known.Mean(Channel.Current), "A"),
            new("pressure, 60 MPa more", known.Mean(Channel.Pressure) - shorted.Mean(Channel.Pressure), "MPa"),
        ];
    }

    /// <inheritdoc/>
    public void OnReading(int channel, long uptimeUs, int code, byte status)
    {
        if (uptimeUs > SettleS * 1e6 && status == ChannelStatus.Ok)
        {
            _sums[channel] += code;
            _squares[channel] += (double)code * code;
            _counts[channel]++;
        }
    }

    /// <inheritdoc/>
    public void OnIntegral(long uptimeUs, int code, long currentTime, long powerTime, bool hasPower)
        => OnReading(Channel.Current, uptimeUs, code, ChannelStatus.Ok);

    private static BringUp Read(SlotParts parts, ulong seed, double voltageV, double currentA, double pressureMpa)
    {
        SlotHardware hardware = new();
        RecordedRow row = new(0, voltageV, currentA, SlotWiring.DriftsFromDegC);
        RecordedCell source = new([row, row with { TimeS = LengthS + 1 }], pressureMPa: pressureMpa, breathingMPa: 0);
        SimulatedSlot chips = new(hardware, source, seed, parts.VoltageErrors, parts.BridgeErrors, parts.Wiring,
            currentErrors: parts.CurrentErrors);
        BringUp readings = new(hardware);
        SlotScanner scanner = new(chips.Wires, hardware, readings);
        for (long uptimeUs = 0; uptimeUs < LengthS * 1e6; uptimeUs = Math.Max(uptimeUs + 1, scanner.NextDueUs))
        {
            chips.Bus.UptimeUs = uptimeUs;
            scanner.Step(uptimeUs);
        }

        return readings;
    }

    private double Mean(int channel)
    {
        LinearScale scale = LinearScale.Of(_schema[channel]);
        return (_sums[channel] / _counts[channel] * scale.PerCode) + scale.AtZero;
    }

    private double Noise(int channel)
    {
        double mean = _sums[channel] / _counts[channel];
        return Math.Sqrt(Math.Max(0, (_squares[channel] / _counts[channel]) - (mean * mean))) * LinearScale.Of(
            _schema[channel]).PerCode;
    }
}

/// <summary>One reading that hardware/procedures/bring-up.md asks for.</summary>
/// <param name="Step">Its name in the page's table.</param>
/// <param name="Value">What the board reads.</param>
/// <param name="Unit">Its unit.</param>
public sealed record BringUpReading(string Step, double Value, string Unit);
