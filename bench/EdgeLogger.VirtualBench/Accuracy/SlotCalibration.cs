using System;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Frames;
using EdgeLogger.Hardware.Budget;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Accuracy;

/// <summary>
/// What a lab does before a slot measures: ten minutes with no voltage, the circuit open and no force for the zero codes, ten
/// minutes at a known voltage, current and force for the scales.
/// </summary>
public sealed class SlotCalibration : ISlotReadings
{
    private const double SettleS = 10;
    private const double CodesPerUnity = 1 << 23;

    private readonly double[] _sums = new double[Channel.Count];
    private readonly long[] _counts = new long[Channel.Count];

    private SlotCalibration()
    {
    }

    /// <summary>Calibrates a slot.</summary>
    /// <param name="parts">As they are, and the instruments' errors.</param>
    /// <param name="conditions">How long, and at what values.</param>
    /// <param name="seed">Noise while calibrating.</param>
    /// <returns>The reference design with zero codes, shunt, divider and load cell as found.</returns>
    public static SlotHardware Calibrate(SlotParts parts, BudgetConditions conditions, ulong seed)
    {
        SlotHardware slot = new() { Calibrated = "2026-01-01" };
        double[] zeros = Average(slot, parts, conditions, new(0, 0, 0), seed);
        double[] codes = Average(slot, parts, conditions, new(
            conditions.CalibrationV * (1 + parts.CalibratorVoltShare),
            conditions.CalibrationA * (1 + parts.CalibratorAmpShare),
            conditions.CalibrationMpa * (1 + parts.ReferenceForceShare)), seed + 1);
        double expectedV = conditions.CalibrationV * 1e12 / slot.DividerMillionths / slot.VoltageReferenceMicroVolt
            * CodesPerUnity;
        double expectedA = conditions.CalibrationA * slot.ShuntMicroOhm / slot.CurrentReferenceMicroVolt * slot.CurrentGain
            * CodesPerUnity;
        double nanoNewton = conditions.CalibrationMpa * 1e3 * slot.PistonAreaSquareMicrometre;
        slot.VoltageZeroCode = (int)Math.Round(zeros[Channel.Voltage]);
        slot.CurrentZeroCode = (int)Math.Round(zeros[Channel.Current]);
        slot.LoadCellZeroCode = (int)Math.Round(zeros[Channel.Pressure]);
        slot.DividerMillionths =
            (long)Math.Round(slot.DividerMillionths * expectedV / (codes[Channel.Voltage] - zeros[Channel.Voltage]));
        slot.ShuntMicroOhm = (long)Math.Round(slot.ShuntMicroOhm * (codes[Channel.Current] - zeros[Channel.Current]) / expectedA);
        slot.LoadCellNanoNewtonPerCode = (long)Math.Round(nanoNewton / (codes[Channel.Pressure] - zeros[Channel.Pressure]));
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

    /// <inheritdoc/>
    public void OnIntegral(long uptimeUs, int code, long currentTime, long powerTime, bool hasPower)
        => OnReading(Channel.Current, uptimeUs, code, ChannelStatus.Ok);

    private static double[] Average(SlotHardware hardware, SlotParts parts, BudgetConditions conditions, Known known, ulong seed)
    {
        double lengthS = SettleS + conditions.CalibrationS;
        RecordedRow row = new(0, known.VoltageV, known.CurrentA, SlotWiring.DriftsFromDegC);
        RecordedCell source = new([row, row with { TimeS = lengthS + 1 }], pressureMPa: known.PressureMpa, breathingMPa: 0);
        SimulatedSlot chips = new(
            hardware, source, seed, parts.VoltageErrors, parts.BridgeErrors, parts.CalibrationWiring,
            currentErrors: parts.CurrentErrors);
        SlotCalibration readings = new();
        SlotScanner scanner = new(chips.Wires, hardware, readings);
        for (long uptimeUs = 0; uptimeUs < lengthS * 1e6; uptimeUs = Math.Max(uptimeUs + 1, scanner.NextDueUs))
        {
            chips.Bus.UptimeUs = uptimeUs;
            scanner.Step(uptimeUs);
        }

        double[] means = new double[Channel.Count];
        for (int channel = 0; channel < means.Length; channel++)
        {
            means[channel] = readings._sums[channel] / readings._counts[channel];
        }

        return means;
    }

    private readonly record struct Known(double VoltageV, double CurrentA, double PressureMpa);
}
