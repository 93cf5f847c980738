using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Device.Board;

/// <summary>What the state reports of memory, wires and network.</summary>
public sealed class BoardHealth : IBoardHealth
{
    private readonly SlotBuses _buses;
    private readonly WifiStation? _station;

    /// <param name="buses">The board's wires.</param>
    /// <param name="station">Its network; null: none is configured.</param>
    public BoardHealth(SlotBuses buses, WifiStation? station)
    {
        _buses = buses;
        _station = station;
    }

    /// <inheritdoc/>
    public int I2cFaults => _buses.I2c.Faults;

    /// <inheritdoc/>
    public int MultiplexerFaults => _buses.MultiplexerFaults;

    /// <inheritdoc/>
    public int NetworkLosses => _station == null ? 0 : _station.Losses;

    /// <inheritdoc/>
    public int FreeHeapBytes() => DeviceHealth.FreeHeapBytes();
}
