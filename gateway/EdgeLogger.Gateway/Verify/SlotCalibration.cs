using System;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Frames;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.Gateway.Verify;

/// <summary>
/// What a lab does before a slot measures: ten minutes with the circuit open for the zero codes, ten minutes at a known voltage and
/// current for the scales.
/// </summary>
internal sealed class SlotCalibration : ISlotReadings
{
    private const double SettleS = 10;
    private const double LengthS = 610;
    private const double KnownV = 4;
    private const double KnownA = 2e-3;
    private const double CodesPerUnity = 1 << 23;

    private readonly double[] _sums = new double[Channel.Count];
    private readonly long[] _counts = new long[Channel.Count];

    private SlotCalibration()
    {
    }

    /// <summary>Calibrates a slot.</summary>
    /// <param name="errors">Of its chips.</param>
    /// <param name="wiring">Its parts as they are.</param>
    /// <param name="seed">Noise while calibrating.</param>
    /// <returns>The reference design with zero codes, shunt and divider as found.</returns>
    public static SlotHardware Calibrate(Ads122c04Errors errors, SlotWiring wiring, ulong seed)
    {
        SlotHardware slot = new() { Calibrated = "2026-01-01" };
        (double zeroV, double zeroA) = Average(slot, errors, wiring, 0, 0, seed);
        (double codesV, double codesA) = Average(slot, errors, wiring, KnownV, KnownA, seed + 1);
        double expectedV = KnownV * 1e12 / slot.DividerMillionths / slot.VoltageReferenceMicroVolt * CodesPerUnity;
        double expectedA = KnownA * slot.ShuntMicroOhm / slot.CurrentReferenceMicroVolt * slot.CurrentGain * CodesPerUnity;
        slot.VoltageZeroCode = (int)Math.Round(zeroV);
        slot.CurrentZeroCode = (int)Math.Round(zeroA);
        slot.DividerMillionths = (long)Math.Round(slot.DividerMillionths * expectedV / (codesV - zeroV));
        slot.ShuntMicroOhm = (long)Math.Round(slot.ShuntMicroOhm * (codesA - zeroA) / expectedA);
        return slot;
    }

    /// <inheritdoc/>
    public void OnReading(int channel, long uptimeUs, int code, byte status)
    {
        if (uptimeUs > SettleS * 1e6 && status == ChannelStatus.Ok)
        {
            _sums[channel] += code;
            _counts[channel]++;
        }
    }

    private static (double VoltageCode, double CurrentCode) Average(
        SlotHardware hardware, Ads122c04Errors errors, SlotWiring wiring, double voltageV, double currentA, ulong seed)
    {
        RecordedCell source = new([new CellRow(0, voltageV, currentA, 25), new CellRow(LengthS + 1, voltageV, currentA, 25)]);
        SimulatedSlot chips = new(hardware, source, seed, errors, null, wiring);
        SlotCalibration readings = new();
        SlotScanner scanner = new(chips.Bus, hardware, readings);
        for (long uptimeUs = 0; uptimeUs < LengthS * 1e6; uptimeUs = Math.Max(uptimeUs + 1, scanner.NextDueUs))
        {
            chips.Bus.UptimeUs = uptimeUs;
            scanner.Step(uptimeUs);
        }

        return (readings.Mean(Channel.Voltage), readings.Mean(Channel.Current));
    }

    private double Mean(int channel) => _sums[channel] / _counts[channel];
}
