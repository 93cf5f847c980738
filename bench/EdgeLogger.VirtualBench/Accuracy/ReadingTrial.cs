using System;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Frames;
using EdgeLogger.Hardware.Budget;
using EdgeLogger.Units;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Accuracy;

/// <summary>One row of a slot drawn at random, at a random time of day: means over the last second of a minute at rest.</summary>
public sealed class ReadingTrial : ISlotReadings
{
    private const double LengthS = 60;
    private const double RowS = 1;

    private readonly double[] _sums = new double[Channel.Count];
    private readonly int[] _counts = new int[Channel.Count];

    private ReadingTrial()
    {
    }

    /// <summary>Measured minus true voltage, V.</summary>
    public double VoltageV { get; private set; }

    /// <summary>Measured minus true current, A.</summary>
    public double CurrentA { get; private set; }

    /// <summary>Measured minus true temperature, K.</summary>
    public double TemperatureK { get; private set; }

    /// <summary>Measured minus true stack pressure, MPa.</summary>
    public double PressureMpa { get; private set; }

    /// <summary>Calibrates a slot and reads it once.</summary>
    public static ReadingTrial Run(ulong seed, BudgetConditions conditions, double voltageV, double currentA, double pressureMpa)
    {
        NoiseSource random = new(seed);
        SlotParts parts = SlotParts.Draw(random, conditions);
        double degC = new RoomDay(random, conditions).DegC(0);
        SlotHardware hardware = SlotCalibration.Calibrate(parts, conditions, random.NextBits());
        RecordedRow row = new(0, voltageV, currentA, degC);
        RecordedCell cell = new([row, row with { TimeS = LengthS + 1 }], pressureMPa: pressureMpa, breathingMPa: 0);
        SimulatedSlot chips = new(
            hardware, cell, random.NextBits(), parts.VoltageErrors, parts.BridgeErrors, parts.Wiring,
            currentErrors: parts.CurrentErrors);
        ReadingTrial trial = new();
        SlotScanner scanner = new(chips.Wires, hardware, trial);
        for (long uptimeUs = 0; uptimeUs < LengthS * 1e6; uptimeUs = Math.Max(uptimeUs + 1, scanner.NextDueUs))
        {
            chips.Bus.UptimeUs = uptimeUs;
            scanner.Step(uptimeUs);
        }

        ChannelSchema[] schema = hardware.Schema();
        trial.VoltageV = trial.Value(schema, Channel.Voltage) - voltageV;
        trial.CurrentA = trial.Value(schema, Channel.Current) - currentA;
        trial.PressureMpa = trial.Value(schema, Channel.Pressure) - pressureMpa;
        trial.TemperatureK = RtdCurve.TemperatureDegC(trial.Value(schema, Channel.Temperature), hardware.ThermometerR0Ohm) - degC;
        return trial;
    }

    /// <inheritdoc/>
    public void OnReading(int channel, long uptimeUs, int code, byte status)
    {
        // A temperature stands for the second before it.
        if (uptimeUs > (LengthS - RowS) * 1e6 && status == ChannelStatus.Ok)
        {
            bool replaces = channel == Channel.Temperature;
            _sums[channel] = replaces ? code : _sums[channel] + code;
            _counts[channel] = replaces ? 1 : _counts[channel] + 1;
        }
    }

    /// <inheritdoc/>
    public void OnIntegral(long uptimeUs, int code, long currentTime, long powerTime, bool hasPower)
        => OnReading(Channel.Current, uptimeUs, code, ChannelStatus.Ok);

    private double Value(ChannelSchema[] schema, int channel)
    {
        LinearScale scale = LinearScale.Of(schema[channel]);
        return (_sums[channel] / _counts[channel] * scale.PerCode) + scale.AtZero;
    }
}
