using EdgeLogger.Firmware.Uplink;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>What is set for a board and kept in its flash: docs/specs/board-config.md.</summary>
public sealed class BoardSettings
{
    /// <summary>Slots that a configured board has.</summary>
    public const int MaxSlots = 4;

    /// <summary>Counts the changes of the configuration, from 1; 0: it has none.</summary>
    public int Version;

    /// <summary>3 to 32 of a-z, 0-9 and '-'; also the broker's user name and client id.</summary>
    public string BoardId = "";

    /// <summary>The Wi-Fi network; empty: none, as on the bench.</summary>
    public string WifiSsid = "";

    public string WifiPassword = "";

    /// <summary>The board's password at the broker.</summary>
    public string Password = "";

    /// <summary>
    /// The board's key, <see cref="Authentication.MacLayout.KeyLength"/> bytes; none: it signs nothing and checks nothing.
    /// </summary>
    public byte[] Key = new byte[0];

    public string BrokerHost = "";

    /// <summary>TCP port: 1883, or 8883 with TLS.</summary>
    public int BrokerPort = 1883;

    public bool UseTls;

    /// <summary>Certificate of the authority that signed the broker's, PEM; empty: the flash image's own list.</summary>
    public string BrokerCa = "";

    /// <summary>The board's own certificate, PEM, where the broker asks for one; empty: none.</summary>
    public string ClientCertificate = "";

    /// <summary>The key of that, PEM.</summary>
    public string ClientKey = "";

    /// <summary>A new configuration is given up after so many seconds without the gateway's acknowledgement.</summary>
    public int TrialSeconds = 600;

    /// <summary>One entry a slot; each gets an equal share of the flash.</summary>
    public SlotSettings[] Slots = new SlotSettings[0];

    /// <summary>
    /// Shares that the flash is cut into; 0: one for each slot. It must not change while the flash holds frames.
    /// </summary>
    public int FlashShares;

    public UplinkSettings Uplink = new UplinkSettings();
}
