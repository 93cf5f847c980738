using EdgeLogger.Firmware.Provisioning;
using nanoFramework.Hardware.Esp32;

namespace EdgeLogger.Device.Board;

/// <summary>What the chip reports of itself.</summary>
public static class DeviceHealth
{
    /// <summary>Free managed heap after a collection, bytes. It takes some ms: not in the measuring loop.</summary>
    public static int FreeHeapBytes() => (int)(long)nanoFramework.Runtime.Native.GC.Run(false);

    /// <summary>Whether the chip has PSRAM, which TLS wants.</summary>
    public static bool HasPsram()
    {
        NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.SpiRam, out uint total, out uint _, out uint _);
        return total > 0;
    }

    /// <summary>
    /// Why the board starts. The library does not give the chip's reason; but the system's clock runs on over everything except a
    /// loss of power: if it is set before anybody can have set it, power was there all the time. A restart that the program asked
    /// for is reported apart by what the configuration remembers. To be asked before the network starts.
    /// </summary>
    public static ResetReason ReasonOfStart() => DeviceClock.IsUtcKnown ? ResetReason.Unknown : ResetReason.PowerOn;
}
