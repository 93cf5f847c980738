using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using EdgeLogger.Sinks.LineProtocol;

namespace EdgeLogger.Sinks.Reading;

/// <summary>
/// What a board's state document looks like as points (docs/specs/influx.md). It is the board's own word: what is not a number is
/// left out.
/// </summary>
public static class BoardPoints
{
    // A board can write any number; beyond this one it is neither a count nor a time.
    private const double MostNumber = 1e14;

    private static readonly string[] BoardCounts = ["connects", "disconnects", "foreign_messages", "uplink_faults",
        "heap_free_bytes", "i2c_faults", "mux_faults", "wifi_losses", "unheard_restarts"];
    private static readonly string[] SlotCounts =
        ["backlog", "lost_frames", "frames_refused", "flash_faults", "bad_acks", "restarts"];

    /// <summary>Adds the points of a document.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="board">The board.</param>
    /// <param name="receivedUtcMs">When it came, Unix ms: the points' time.</param>
    /// <param name="wasRetained">The broker had kept it: it shows how things were, not that the board is there now.</param>
    /// <param name="document">UTF-8 JSON.</param>
    public static void Write(LineProtocolWriter writer, string board, long receivedUtcMs, bool wasRetained,
        ReadOnlyMemory<byte> document)
    {
        using JsonDocument json = JsonDocument.Parse(document);
        JsonElement root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        writer.Begin("el_board").Tag("board", board);
        if (root.TryGetProperty("online", out JsonElement online) && online.ValueKind is JsonValueKind.True
            or JsonValueKind.False)
        {
            writer.Field("online", online.ValueKind == JsonValueKind.True && !wasRetained ? 1L : 0L);
        }

        if (Number(root, "uptime_ms") is { } uptimeMs)
        {
            writer.Field("uptime_s", uptimeMs / 1000);
        }

        WriteCounts(writer, root, BoardCounts);
        writer.End(receivedUtcMs);
        if (root.TryGetProperty("streams", out JsonElement streams) && streams.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement stream in streams.EnumerateArray().Where(stream => stream.ValueKind == JsonValueKind.Object))
            {
                WriteSlot(writer, board, receivedUtcMs, stream);
            }
        }
    }

    private static void WriteSlot(LineProtocolWriter writer, string board, long receivedUtcMs, JsonElement stream)
    {
        if (Number(stream, "slot") is not { } slot || slot != Math.Truncate(slot))
        {
            return;
        }

        writer.Begin("el_board_slot").Tag("board", board).Tag("slot", slot.ToString("F0", CultureInfo.InvariantCulture));
        WriteCounts(writer, stream, SlotCounts);
        writer.Field("capacity_h", Number(stream, "capacity_h"));
        writer.End(receivedUtcMs);
    }

    private static void WriteCounts(LineProtocolWriter writer, JsonElement from, IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            writer.Field(name, Number(from, name));
        }
    }

    private static double? Number(JsonElement from, string name) =>
        from.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out double number)
        && Math.Abs(number) <= MostNumber ? number : null;
}
