namespace EdgeLogger.Firmware.Provisioning;

/// <summary>
/// What a board cannot do, so that it refuses a configuration that wants it and does not find out later. One that is stored
/// already runs on: without a configuration nobody could reach the board.
/// </summary>
public sealed class BoardLimits
{
    /// <summary>
    /// Conversions that a chip may make in a second: a board polls its chips each 10 ms, the tick of its scheduler, and would
    /// miss some of more.
    /// </summary>
    public const int MostRateSps = 90;

    private BoardLimits(bool canTls, int mostSlots)
    {
        CanTls = canTls;
        MostSlots = mostSlots;
    }

    /// <summary>Whether there is memory for a TLS handshake.</summary>
    public bool CanTls { get; }

    /// <summary>Slots that measure at a time.</summary>
    public int MostSlots { get; }

    /// <summary>A board with PSRAM, as the reference board.</summary>
    public static BoardLimits WithPsram() => new BoardLimits(true, BoardSettings.MaxSlots);

    /// <summary>
    /// A board without: some 100 KB are free, of which the core with four slots leaves 29 KB, and a handshake takes about 40.
    /// </summary>
    public static BoardLimits WithoutPsram() => new BoardLimits(false, 2);

    /// <summary>What of the settings the board cannot do; empty if it can do all.</summary>
    public string Problem(BoardSettings settings)
    {
        if (settings.UseTls && !CanTls)
        {
            return "broker.tls: wanted false: this board has no PSRAM, and so no memory for TLS; a key protects what it sends";
        }

        int enabled = 0;
        for (int i = 0; i < settings.Slots.Length; i++)
        {
            SlotSettings slot = settings.Slots[i];
            enabled += slot.IsEnabled ? 1 : 0;
            if (ChipDocument.RateSps(slot.Hardware.Rate) > MostRateSps)
            {
                return Rate(i, "rate_sps");
            }

            if (slot.Hardware.HasLoadCell && ChipDocument.RateSps(slot.Hardware.LoadCellRate) > MostRateSps)
            {
                return Rate(i, "pressure.rate_sps");
            }
        }

        return enabled > MostSlots
            ? "slots: wanted " + MostSlots.ToString() + " that measure at most: this board has no PSRAM" : "";
    }

    private static string Rate(int slot, string name) => "slots[" + slot.ToString() + "]." + name + ": wanted "
        + MostRateSps.ToString() + " at most: a board reads a chip each 10 ms";
}
