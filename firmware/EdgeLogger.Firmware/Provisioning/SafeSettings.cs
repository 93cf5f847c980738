using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Uplink;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>
/// What runs in safe mode: default sampling and uplink. Connection, chips and calibration stay as they are configured: without
/// them nobody could be notified, and codes would lose their meaning.
/// </summary>
internal static class SafeSettings
{
    public static void Apply(BoardSettings settings)
    {
        settings.Uplink = new UplinkSettings();
        for (int i = 0; i < settings.Slots.Length; i++)
        {
            settings.Slots[i].Sampler = new SamplerSettings();
            settings.Slots[i].FollowHardware();
        }
    }
}
