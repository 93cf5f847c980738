using System.Text;
using EdgeLogger.Firmware.Drivers.OnChipAdc;
using EdgeLogger.Firmware.Json;
using EdgeLogger.Firmware.Provisioning;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Board;

/// <summary>The board's health, as published on the state topic. Fields are described in docs/specs/topics.md.</summary>
internal static class StateDocument
{
    private const long MsPerHour = 3_600_000;

    /// <summary>What the broker says in the board's name when a connection is lost.</summary>
    /// <param name="start">Which start of the board it is.</param>
    /// <param name="connection">Which connection since then.</param>
    public static byte[] MakeOffline(long start, int connection)
    {
        StringBuilder json = new StringBuilder();
        json.Append("{\"v\":1,\"online\":false");
        JsonText.AppendNumber(json, "start", start);
        JsonText.AppendNumber(json, "connects", connection);
        json.Append('}');
        return Encoding.UTF8.GetBytes(json.ToString());
    }

    public static byte[] Make(
        string boardId, BoardTime time, Slot[] slots, BoardUplink uplink, BoardConfiguration? configuration,
        Housekeeping? housekeeping, IBoardHealth? health, long start, long number, bool canAuthenticate)
    {
        StringBuilder json = new StringBuilder();
        json.Append("{\"v\":1,\"online\":true,\"board\":");
        JsonText.AppendString(json, boardId);
        json.Append(",\"firmware\":");
        JsonText.AppendString(json, FirmwareVersion.Text);
        JsonText.AppendNumber(json, "start", start);
        JsonText.AppendNumber(json, "n", number);
        JsonText.AppendNumber(json, "uptime_ms", time.UptimeMs);
        json.Append(",\"time\":\"");
        TimeQuality quality = time.QualityAt(time.UptimeMs);
        json.Append(quality == TimeQuality.None ? "none" : quality == TimeQuality.Holdover ? "holdover" : "synchronised");
        json.Append('"');
        JsonText.AppendNumber(json, "connects", uplink.Connects);
        JsonText.AppendNumber(json, "disconnects", uplink.Disconnects);
        JsonText.AppendNumber(json, "foreign_messages", uplink.ForeignMessages);
        JsonText.AppendNumber(json, "uplink_faults", uplink.Faults);
        if (canAuthenticate)
        {
            JsonText.AppendFlag(json, "authenticated", uplink.Authenticator != null);
            JsonText.AppendNumber(json, "refused_messages", uplink.RefusedMessages);
        }

        if (configuration != null)
        {
            AppendConfiguration(json, configuration);
        }

        housekeeping?.AppendTo(json);
        if (health != null)
        {
            JsonText.AppendNumber(json, "heap_free_bytes", health.FreeHeapBytes());
            JsonText.AppendNumber(json, "i2c_faults", health.I2cFaults);
            JsonText.AppendNumber(json, "mux_faults", health.MultiplexerFaults);
            JsonText.AppendNumber(json, "wifi_losses", health.NetworkLosses);
        }

        json.Append(",\"streams\":[");
        for (int i = 0; i < slots.Length; i++)
        {
            AppendSlot(json, slots[i], time.UptimeMs, i > 0);
        }

        json.Append("]}");
        return Encoding.UTF8.GetBytes(json.ToString());
    }

    private static void AppendConfiguration(StringBuilder json, BoardConfiguration configuration)
    {
        JsonText.AppendFlag(json, "safe_mode", configuration.IsSafeMode);
        JsonText.AppendNumber(json, "crashes", configuration.Crashes);
        JsonText.AppendNumber(json, "unheard_restarts", configuration.UnheardRestarts);
        JsonText.AppendName(json, "config");
        json.Append('{');
        JsonText.AppendNumber(json, "version", configuration.Settings.Version);
        JsonText.AppendFlag(json, "trial", configuration.IsTrial);
        JsonText.AppendNumber(json, "last_version", configuration.OutcomeVersion);
        JsonText.AppendText(json, "last", OutcomeName(configuration.Outcome));
        JsonText.AppendText(json, "reason", Reason(configuration));
        json.Append('}');
    }

    private static string OutcomeName(ConfigOutcome outcome) => outcome switch
    {
        ConfigOutcome.None => "none",
        ConfigOutcome.Trial => "trial",
        ConfigOutcome.Confirmed => "confirmed",
        ConfigOutcome.Refused => "refused",
        _ => "rolled-back",
    };

    private static string Reason(BoardConfiguration configuration) => configuration.Outcome switch
    {
        ConfigOutcome.Refused => configuration.Problem,
        ConfigOutcome.NotReached => "the gateway was not reached in time",
        ConfigOutcome.Crashed => "the board restarted again and again",
        _ => "",
    };

    private static void AppendSlot(StringBuilder json, Slot slot, long uptimeMs, bool comma)
    {
        FrameRing ring = slot.Ring;
        json.Append(comma ? ",{\"stream\":" : "{\"stream\":");
        JsonText.AppendStream(json, ring.StreamId);
        JsonText.AppendNumber(json, "slot", slot.Settings.Slot);
        JsonText.AppendNumber(json, "boot", ring.BootCount);
        JsonText.AppendNumber(json, "backlog", ring.Backlog);
        JsonText.AppendNumber(json, "oldest", ring.OldestSequence);
        JsonText.AppendNumber(json, "newest", -1L + ring.NextSequence);
        JsonText.AppendNumber(json, "acknowledged", ring.FreedUpTo);
        JsonText.AppendTenths(json, "capacity_h", CapacityTenths(slot, uptimeMs));
        JsonText.AppendNumber(json, "lost_first", ring.LostFirst);
        JsonText.AppendNumber(json, "lost_last", ring.LostLast);
        JsonText.AppendNumber(json, "lost_frames", ring.LostFrames);
        JsonText.AppendNumber(json, "frames_refused", slot.Frames.FramesRefused);
        JsonText.AppendNumber(json, "flash_faults", ring.MediumFaults);
        JsonText.AppendNumber(json, "bad_acks", slot.Delivery.BadAcks);
        JsonText.AppendNumber(json, "restarts", slot.Restarts);
        slot.Survey?.AppendTo(json);
        json.Append('}');
    }

    // Tenths of an hour at the rate since boot; 0 while nothing can be said yet.
    private static long CapacityTenths(Slot slot, long uptimeMs)
    {
        long bytes = slot.Frames.BytesMade + slot.Frames.FramesMade * FrameRing.OverheadBytes;
        long bytesPerHour = uptimeMs > 0 ? (long)((double)bytes * MsPerHour / uptimeMs) : 0;
        return bytesPerHour > 0 ? 10 * slot.Ring.CapacityBytes / bytesPerHour : 0;
    }
}
