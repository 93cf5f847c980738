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

    /// <summary>Errors of the load cell's converter; null: typical ones.</summary>
    public Nau7802Errors? BridgeErrors { get; init; }

    /// <summary>A slot that plays a recorded series to its end and a minute of rest after it.</summary>
    public static VirtualSlotOptions Of(RecordedCell cell) => new() { Cell = cell, EndS = cell.EndS + 60 };
}
