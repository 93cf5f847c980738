using System;
using EdgeLogger.Firmware.Seams;
using nanoFramework.Hardware.Esp32;

namespace EdgeLogger.Device.Board;

/// <summary>
/// The board's clocks: uptime from the high-resolution timer, UTC from the system's clock once somebody has set it.
/// </summary>
public sealed class DeviceClock : IClocks
{
    private const long TicksPerUs = 10;
    private const long UnixEpochTicks = 621_355_968_000_000_000;
    private const int FirstPlausibleYear = 2021;

    private long _uptimeUs;

    /// <inheritdoc/>
    public long UptimeUs
    {
        get
        {
            // Through a field of its type: what the timer gives would stay unsigned on the interpreter's stack.
            _uptimeUs = (long)HighResTimer.GetCurrent();
            return _uptimeUs;
        }
    }

    /// <inheritdoc/>
    public long UnixUs => (DateTime.UtcNow.Ticks - UnixEpochTicks) / TicksPerUs;

    /// <inheritdoc/>
    bool IClocks.IsUtcKnown => IsUtcKnown;

    /// <summary>Whether the system's clock has been set since power came. It runs on over a restart.</summary>
    public static bool IsUtcKnown => DateTime.UtcNow.Year >= FirstPlausibleYear;
}
