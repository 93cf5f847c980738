using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// Fetches the conversions of one slot's converters, each once. Cooperative: a step does a few transfers at most and returns; it
/// may come late or more often than asked for. Where voltage and current are due together, voltage goes first, so that a product
/// of the two pairs a current with the latest voltage.
/// </summary>
public sealed class SlotScanner
{
    private readonly ConverterScan[] _scans;

    /// <summary>Creates the scanner of a slot. It does not touch the bus before the first step.</summary>
    /// <param name="bus">The bus the slot's chips are on.</param>
    /// <param name="hardware">What the slot is built of.</param>
    /// <param name="readings">Gets every conversion, on the thread that steps.</param>
    public SlotScanner(II2cBus bus, SlotHardware hardware, ISlotReadings readings)
        : this(new SlotWires(bus, null, null), hardware, readings)
    {
    }

    /// <summary>Creates the scanner of a slot whose chips are not all on I2C.</summary>
    /// <param name="wires">What the slot's chips are on.</param>
    /// <param name="hardware">What the slot is built of.</param>
    /// <param name="readings">Gets every conversion, on the thread that steps.</param>
    public SlotScanner(SlotWires wires, SlotHardware hardware, ISlotReadings readings)
    {
        SlotScans scans = new SlotScans(wires, hardware, readings);
        Current = scans.Current();
        ConverterScan? voltage = scans.Voltage();
        Voltage = voltage ?? Current;
        ConverterScan? temperature = scans.Temperature();
        Temperature = temperature ?? (hardware.HasThermometer ? Voltage : null);
        Pressure = scans.Pressure();
        _scans = Present(new ConverterScan?[] { voltage, Current, temperature, Pressure });
    }

    /// <summary>The scan that gives the voltage.</summary>
    public ConverterScan Voltage { get; }

    /// <summary>The scan that gives the current.</summary>
    public ConverterScan Current { get; }

    /// <summary>
    /// The scan that gives the temperature, which may be that of the voltage; null if no thermometer is fitted.
    /// </summary>
    public ConverterScan? Temperature { get; }

    /// <summary>The scan that gives the pressure; null if no load cell is fitted.</summary>
    public ConverterScan? Pressure { get; }

    /// <summary>When there is something to do next, us of uptime; 0 before the first step.</summary>
    public long NextDueUs;

    /// <summary>Does what is due.</summary>
    /// <param name="uptimeUs">The board's monotonic clock.</param>
    public void Step(long uptimeUs)
    {
        long nextUs = long.MaxValue;
        for (int i = 0; i < _scans.Length; i++)
        {
            ConverterScan scan = _scans[i];
            if (uptimeUs >= scan.NextDueUs)
            {
                scan.Step(uptimeUs);
            }

            nextUs = nextUs < scan.NextDueUs ? nextUs : scan.NextDueUs;
        }

        NextDueUs = nextUs;
    }

    private static ConverterScan[] Present(ConverterScan?[] all)
    {
        int count = 0;
        for (int i = 0; i < all.Length; i++)
        {
            count += all[i] == null ? 0 : 1;
        }

        ConverterScan[] scans = new ConverterScan[count];
        count = 0;
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i] is ConverterScan scan)
            {
                scans[count] = scan;
                count++;
            }
        }

        return scans;
    }
}
