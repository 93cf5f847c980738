using System;
using System.Linq;
using System.Text.Json.Nodes;

namespace EdgeLogger.Boards.Configuration;

/// <summary>Makes configuration documents (docs/specs/board-config.md).</summary>
public static class ConfigurationDraft
{
    /// <summary>
    /// A first configuration: so many slots of the reference design, each behind its own branch of the multiplexer if there are
    /// several.
    /// </summary>
    /// <param name="board">The board's id.</param>
    /// <param name="slots">1 to 4.</param>
    public static JsonObject Blank(string board, int slots)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slots, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slots, 4);
        return new JsonObject
        {
            ["v"] = 1,
            ["version"] = 0,
            ["board"] = board,
            ["slots"] = new JsonArray([.. Enumerable.Range(0, slots).Select(slot => Slot(slot, slots > 1))]),
        };
    }

    /// <summary>The next version of a configuration.</summary>
    public static JsonObject Next(JsonObject running)
    {
        ArgumentNullException.ThrowIfNull(running);
        JsonObject next = running.DeepClone().AsObject();
        next["version"] = ((int?)next["version"] ?? 0) + 1;
        return next;
    }

    private static JsonObject Slot(int slot, bool behindMultiplexer)
    {
        JsonObject one = new() { ["slot"] = slot };
        if (behindMultiplexer)
        {
            one["mux"] = new JsonObject { ["address"] = 0x70, ["branch"] = slot };
        }

        return one;
    }
}
