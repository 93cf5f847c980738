using System;
using nanoFramework.Hardware.Esp32;

namespace EdgeLogger.Device.Board;

/// <summary>
/// The board's clocks: uptime from the high-resolution timer, UTC from the system's clock once somebody has set it.
/// </summary>
public sealed class DeviceClock
{
    private const long TicksPerMs = 10_000;
    private const long UnixEpochTicks = 621_355_968_000_000_000;
    private const int FirstPlausibleYear = 2021;

    private long _uptimeUs;

    /// <summary>Time since the start, us. It never goes back.</summary>
    public long UptimeUs
    {
        get
        {
            // Through a field of its type: what the timer gives would stay unsigned on the interpreter's stack.
            _uptimeUs = (long)HighResTimer.GetCurrent();
            return _uptimeUs;
        }
    }

    /// <summary>Whether the system's clock has been set since power came. It runs on over a restart.</summary>
    public static bool IsUtcKnown => DateTime.UtcNow.Year >= FirstPlausibleYear;

    /// <summary>UTC, Unix time, ms; wrong by decades while <see cref="IsUtcKnown"/> is false.</summary>
    public static long UnixMs => (DateTime.UtcNow.Ticks - UnixEpochTicks) / TicksPerMs;
}
