using EdgeLogger.Firmware.Board;

namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// Fetches the conversions of one slot's converters, each once. Cooperative: a step does a few transfers at most and returns; it may
/// come late or more often than asked for. Where voltage and current are due together, voltage goes first, so that a product of
/// the two pairs a current with the latest voltage.
/// </summary>
public sealed class SlotScanner
{
    private readonly VoltageScan _voltage;
    private readonly CurrentScan _current;
    private readonly PressureScan _pressure;
    private readonly bool _hasLoadCell;

    /// <summary>Creates the scanner of a slot. It does not touch the bus before the first step.</summary>
    /// <param name="bus">The bus the slot's chips are on.</param>
    /// <param name="hardware">What the slot is built of.</param>
    /// <param name="readings">Gets every conversion, on the thread that steps.</param>
    public SlotScanner(II2cBus bus, SlotHardware hardware, ISlotReadings readings)
    {
        _voltage = new VoltageScan(bus, hardware, readings);
        _current = new CurrentScan(bus, hardware, readings);
        _pressure = new PressureScan(bus, hardware, readings);
        _hasLoadCell = hardware.HasLoadCell;
    }

    /// <summary>Voltage and temperature.</summary>
    public VoltageScan Voltage => _voltage;

    /// <summary>Current.</summary>
    public CurrentScan Current => _current;

    /// <summary>Pressure.</summary>
    public PressureScan Pressure => _pressure;

    /// <summary>When there is something to do next, us of uptime; 0 before the first step.</summary>
    public long NextDueUs;

    /// <summary>Does what is due.</summary>
    /// <param name="uptimeUs">The board's monotonic clock.</param>
    public void Step(long uptimeUs)
    {
        if (uptimeUs >= _voltage.NextDueUs)
        {
            _voltage.Step(uptimeUs);
        }

        if (uptimeUs >= _current.NextDueUs)
        {
            _current.Step(uptimeUs);
        }

        long nextUs = _voltage.NextDueUs < _current.NextDueUs ? _voltage.NextDueUs : _current.NextDueUs;
        if (_hasLoadCell)
        {
            if (uptimeUs >= _pressure.NextDueUs)
            {
                _pressure.Step(uptimeUs);
            }

            nextUs = nextUs < _pressure.NextDueUs ? nextUs : _pressure.NextDueUs;
        }

        NextDueUs = nextUs;
    }
}
