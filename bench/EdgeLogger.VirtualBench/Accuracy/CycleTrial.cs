using System;
using System.Collections.Generic;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Frames;
using EdgeLogger.Hardware.Budget;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;
using EdgeLogger.VirtualBench.Flash;

namespace EdgeLogger.VirtualBench.Accuracy;

/// <summary>
/// Cycles on a slot drawn at random and calibrated, on a random day, through driver, sampler and counters: what the counters say
/// beside what truly flowed.
/// </summary>
public sealed class CycleTrial : ISlotReadings
{
    // Counters are taken a second before a current begins and a second after it has ended.
    private const double MarginS = 1;
    private const double TemperatureRowS = 600;

    private readonly Sampler _sampler;
    private readonly LinearScale _voltage;
    private readonly LinearScale _current;
    private long _tickMs;

    private CycleTrial(SlotHardware hardware, ulong seed)
    {
        SamplerSettings settings = new() { PeriodMs = 10_000 };
        FrameRing ring = new(new MemoryFlash(16, 65536));
        ring.Mount((uint)seed | 1);
        _sampler = new Sampler(settings, new SlotFrames(ring, new BoardTime(), settings, 1));
        ChannelSchema[] schema = hardware.Schema();
        _voltage = LinearScale.Of(schema[Channel.Voltage]);
        _current = LinearScale.Of(schema[Channel.Current]);
    }

    /// <summary>Runs cycles.</summary>
    /// <param name="seed">Decides parts, day and noise.</param>
    /// <param name="conditions">Sizes of what is not part of the board.</param>
    /// <param name="cycle">The cycle.</param>
    /// <param name="cycles">How often.</param>
    public static CycleErrors Run(ulong seed, BudgetConditions conditions, TestCycle cycle, int cycles = 1)
    {
        NoiseSource random = new(seed);
        SlotParts parts = SlotParts.Draw(random, conditions);
        RoomDay day = new(random, conditions);
        // A board whose clock runs fast finds everything longer.
        double clock = 1 + (conditions.ClockPpm * 1e-6 * random.NextNormal());
        SlotHardware hardware = SlotCalibration.Calibrate(parts, conditions, random.NextBits());
        RecordedCell cell = new(Rows(cycle, cycles, day, clock), breathingMPa: 0);
        SimulatedSlot chips = new(
            hardware, cell, random.NextBits(), parts.VoltageErrors, parts.BridgeErrors, parts.Wiring,
            currentErrors: parts.CurrentErrors);
        return new CycleTrial(hardware, seed).Run(chips, hardware, cycle, cycles, clock);
    }

    /// <inheritdoc/>
    public void OnReading(int channel, long uptimeUs, int code, byte status)
    {
        if (channel == Channel.Current)
        {
            _tickMs = uptimeUs / 1000;
        }

        _sampler.OnReading(channel, uptimeUs, code, status);
    }

    /// <inheritdoc/>
    public void OnIntegral(long uptimeUs, int code, long currentTime, long powerTime, bool hasPower)
    {
        _tickMs = uptimeUs / 1000;
        _sampler.OnIntegral(uptimeUs, code, currentTime, powerTime, hasPower);
    }

    private CycleErrors Run(SimulatedSlot chips, SlotHardware hardware, TestCycle cycle, int cycles, double clock)
    {
        SlotScanner scanner = new(chips.Wires, hardware, this);
        double[] meansV = new double[cycles];
        double chargePpm = 0;
        double efficiencyPpm = 0;
        long uptimeUs = 0;
        for (int i = 0; i < cycles; i++)
        {
            double startS = i * cycle.LengthS;
            Taken charge = Half(startS + cycle.ChargeStartS, cycle.ChargeS);
            Taken discharge = Half(startS + cycle.DischargeStartS, cycle.DischargeS);
            chargePpm = ((charge.ChargeAs / (cycle.CurrentA * cycle.ChargeS)) - 1) * 1e6;
            efficiencyPpm = ((-discharge.ChargeAs / charge.ChargeAs) - cycle.Efficiency) * 1e6;
            meansV[i] = (discharge.EnergyWs / discharge.ChargeAs) - TestCycle.MeanV;
        }

        return new CycleErrors(chargePpm, efficiencyPpm, meansV);

        Taken Half(double startS, double lengthS)
        {
            Mark before = At((startS - MarginS) * clock);
            return Between(before, At((startS + lengthS + MarginS) * clock));
        }

        Mark At(double timeS)
        {
            for (; uptimeUs < timeS * 1e6; uptimeUs = Math.Max(uptimeUs + 1, scanner.NextDueUs))
            {
                chips.Bus.UptimeUs = uptimeUs;
                scanner.Step(uptimeUs);
            }

            Counters counters = _sampler.Counters;
            return new Mark(_tickMs, counters.CurrentTime, counters.VoltageTime, counters.PowerTime);
        }
    }

    private Taken Between(Mark from, Mark to)
    {
        double elapsedMs = to.UptimeMs - from.UptimeMs;
        double current = to.CurrentTime - from.CurrentTime;
        double voltage = to.VoltageTime - from.VoltageTime;
        double power = (double)(to.PowerTime - from.PowerTime) * (1 << Counters.PowerShift);
        double chargeAMs = (current * _current.PerCode) + (elapsedMs * _current.AtZero);
        double energyWMs = (power * _voltage.PerCode * _current.PerCode) + (voltage * _voltage.PerCode * _current.AtZero)
            + (_voltage.AtZero * chargeAMs);
        return new Taken(chargeAMs / 1000, energyWMs / 1000);
    }

    private static RecordedRow[] Rows(TestCycle cycle, int cycles, RoomDay day, double clock)
    {
        List<RecordedRow> rows = [];
        for (int i = 0; i < cycles; i++)
        {
            double startS = i * cycle.LengthS;
            Piece(startS, cycle.RestS, 0, TestCycle.LowV, TestCycle.LowV);
            Piece(startS + cycle.ChargeStartS, cycle.ChargeS, cycle.CurrentA, TestCycle.LowV, TestCycle.HighV);
            Piece(startS + cycle.ChargeStartS + cycle.ChargeS, cycle.RestS, 0, TestCycle.HighV, TestCycle.HighV);
            Piece(startS + cycle.DischargeStartS, cycle.DischargeS, -cycle.CurrentA, TestCycle.HighV, TestCycle.LowV);
        }

        Piece(cycles * cycle.LengthS, 10, 0, TestCycle.LowV, TestCycle.LowV);
        return [.. rows];

        void Piece(double startS, double lengthS, double currentA, double fromV, double toV)
        {
            int count = (int)Math.Ceiling(lengthS / TemperatureRowS);
            for (int i = 0; i <= count; i++)
            {
                double share = (double)i / count;
                double timeS = startS + (share * lengthS);
                // Where pieces meet, sums of the same times may differ by a rounding.
                double uptimeS = rows.Count > 0 ? Math.Max(rows[^1].TimeS, timeS * clock) : timeS * clock;
                rows.Add(new RecordedRow(uptimeS, fromV + (share * (toV - fromV)), currentA, day.DegC(timeS)));
            }
        }
    }

    private readonly record struct Mark(long UptimeMs, long CurrentTime, long VoltageTime, long PowerTime);

    private readonly record struct Taken(double ChargeAs, double EnergyWs);
}
