using EdgeLogger.Firmware.Uplink;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>What is set once for a board and kept in its flash.</summary>
public sealed class BoardSettings
{
    /// <summary>3 to 32 of a-z, 0-9 and '-'; also the broker's user name and client id.</summary>
    public string BoardId = "";

    public string Password = "";

    public string BrokerHost = "";

    /// <summary>TCP port: 1883, or 8883 with TLS.</summary>
    public int BrokerPort = 1883;

    public bool UseTls;

    /// <summary>One entry a slot; each gets an equal share of the flash.</summary>
    public SlotSettings[] Slots = new SlotSettings[0];

    public UplinkSettings Uplink = new UplinkSettings();
}
