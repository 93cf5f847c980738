using EdgeLogger.Firmware.Sampling;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Boards;

/// <summary>A slot's scanner on simulated chips, which get the time before each step.</summary>
internal sealed class SimulatedInput(SimulatedSlot chips, SlotHardware hardware, ISlotReadings readings) : ISlotInput
{
    private readonly ScannerInput _scanner = new(chips.Wires, hardware, readings);

    /// <inheritdoc/>
    public long NextDueUs => _scanner.NextDueUs;

    /// <inheritdoc/>
    public void Step(long uptimeUs)
    {
        chips.Bus.UptimeUs = uptimeUs;
        _scanner.Step(uptimeUs);
    }

    /// <inheritdoc/>
    public void Restart(long uptimeUs)
    {
        chips.Bus.UptimeUs = uptimeUs;
        _scanner.Restart(uptimeUs);
    }
}
