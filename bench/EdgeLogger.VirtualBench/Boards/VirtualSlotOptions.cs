using EdgeLogger.Firmware.Sampling;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Boards;

/// <summary>One slot of a virtual board.</summary>
public sealed record VirtualSlotOptions
{
    /// <summary>What there is to measure. A <see cref="ModelCell"/> ends the run when its programme is over.</summary>
    public required ICellSignal Cell { get; init; }

    /// <summary>Uptime at which the run ends, s; infinite if only the cell or the caller ends it.</summary>
    public double EndS { get; init; } = double.PositiveInfinity;

    /// <summary>What the firmware believes the slot is built of.</summary>
    public SlotHardware Hardware { get; init; } = new();

    /// <summary>The parts as they really are; null: just as the firmware believes.</summary>
    public SlotWiring? Wiring { get; init; }

    /// <summary>Errors of the converters; null: typical ones.</summary>
    public Ads122c04Errors? Errors { get; init; }

    /// <summary>Errors of the current's converter, if they are not those of the voltage's.</summary>
    public Ads122c04Errors? CurrentErrors { get; init; }

    /// <summary>Errors of the load cell's converter; null: typical ones.</summary>
    public Nau7802Errors? BridgeErrors { get; init; }

    /// <summary>Errors of chips that the reference design does not have; null: typical ones.</summary>
    public AlternativeErrors? AlternativeErrors { get; init; }

    /// <summary>
    /// A slot whose current is measured by an INA228, with a shunt of 8 ohm for 5 mA: its own sums of charge go into the
    /// counters. The voltage stays with the ADS122C04, since the INA228's bus pin would load a small cell with 4 uA.
    /// </summary>
    public static SlotHardware Ina228Hardware() => new()
    {
        CurrentChip = SlotChip.Ina228,
        ShuntMicroOhm = 8_000_000,
        NarrowShuntRange = true,
    };

    /// <summary>A slot that plays a recorded series to its end and a minute of rest after it.</summary>
    public static VirtualSlotOptions Of(RecordedCell cell) => new() { Cell = cell, EndS = cell.EndS + 60 };
}
