using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// The scanner of a slot's chips as the slot's input; after a fault it begins with a new one, which configures the chips.
/// </summary>
public sealed class ScannerInput : ISlotInput
{
    private readonly SlotWires _wires;
    private readonly SlotHardware _hardware;
    private readonly ISlotReadings _readings;
    private SlotScanner _scanner;

    public ScannerInput(II2cBus bus, SlotHardware hardware, ISlotReadings readings)
        : this(new SlotWires(bus, null, null), hardware, readings)
    {
    }

    public ScannerInput(SlotWires wires, SlotHardware hardware, ISlotReadings readings)
    {
        _wires = wires;
        _hardware = hardware;
        _readings = readings;
        _scanner = new SlotScanner(wires, hardware, readings);
    }

    /// <summary>The scanner at work, for its fault counts.</summary>
    public SlotScanner Scanner => _scanner;

    /// <inheritdoc/>
    public long NextDueUs => _scanner.NextDueUs;

    /// <inheritdoc/>
    public void Step(long uptimeUs) => _scanner.Step(uptimeUs);

    /// <inheritdoc/>
    public void Restart(long uptimeUs) => _scanner = new SlotScanner(_wires, _hardware, _readings);
}
