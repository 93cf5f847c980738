using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using EdgeLogger.Boards.Commands;

namespace EdgeLogger.Web.Components.Boards;

/// <summary>
/// What a board's state document says, as the page shows it. A field that it does not have, or has wrongly, is null.
/// </summary>
/// <param name="Name">The board.</param>
/// <param name="ReceivedAt">When the document came.</param>
/// <param name="WasRetained">The broker had kept it.</param>
/// <param name="IsOnline">The board says that it is there; its last will says that it is not.</param>
/// <param name="Firmware">Version of its program.</param>
/// <param name="Uptime">Time since its boot.</param>
/// <param name="Clock">none, holdover or synchronised.</param>
/// <param name="Connects">Connections since its boot.</param>
/// <param name="UplinkFaults">Faults of its connection since its boot.</param>
/// <param name="Streams">Its slots.</param>
public sealed record BoardStanding(
    string Name, DateTimeOffset ReceivedAt, bool WasRetained, bool IsOnline, string? Firmware, TimeSpan? Uptime, string? Clock,
    long? Connects, long? UplinkFaults, IReadOnlyList<StreamStanding> Streams)
{
    /// <summary>A board reports its state every minute; after three of them without it is silent.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromMinutes(3);

    /// <summary>Its configuration; null if it does not report one.</summary>
    public ConfigurationStanding? Configuration { get; init; }

    /// <summary>It crashed again and again, and runs with what is built in.</summary>
    public bool IsInSafeMode { get; init; }

    /// <summary>What the gateway finds wrong with what it sends, in words.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Whether what it sends, and what is sent to it, is signed under a key: yes, no, or why not yet.</summary>
    public string Authenticated { get; init; } = "no";

    /// <summary>
    /// Messages to it since its boot that it refused because they were not signed as it wants them; null: it has no key.
    /// </summary>
    public long? RefusedMessages { get; init; }

    /// <summary>Frames that wait on it.</summary>
    public long Backlog => Streams.Sum(stream => stream.Backlog ?? 0);

    /// <summary>Hours of record that wait on it; null if that is not known.</summary>
    public double? BacklogHours => Streams.Max(BacklogHoursOf);

    /// <summary>Hours that its flash holds, of the slot that fills it first; null if that is not known.</summary>
    public double? CapacityHours => Streams.Min(stream => stream.CapacityHours);

    /// <summary>Frames that it has overwritten before anybody had them.</summary>
    public long LostFrames => Streams.Sum(stream => stream.LostFrames ?? 0);

    /// <summary>How it is, in a word.</summary>
    public string Health(DateTimeOffset now) =>
        !IsOnline ? "offline"
        : WasRetained || now - ReceivedAt > SilentAfter ? "silent"
        : IsInSafeMode ? "in safe mode"
        : Problems.Count > 0 ? "has a problem"
        : LostFrames > 0 ? "has lost data"
        : "online";

    // In its first boot a board has measured no longer than it is up: closer than what its flash could hold.
    private double? BacklogHoursOf(StreamStanding stream) => stream is { HasFilled: false, Boot: 1, BacklogHours: { } hours }
        && Uptime is { } up
        ? Math.Min(hours, up.TotalHours) : stream.BacklogHours;

    /// <summary>Reads a document.</summary>
    public static BoardStanding Of(BoardView view)
    {
        JsonElement state = view.State;
        IReadOnlyList<StreamStanding> streams = state.TryGetProperty("streams", out JsonElement list)
            && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).Select(StreamStanding.Of)]
            : [];
        return new BoardStanding(
            view.Board, DateTimeOffset.FromUnixTimeMilliseconds(view.ReceivedUtcMs), view.WasRetained,
            state.TryGetProperty("online", out JsonElement online) && online.ValueKind == JsonValueKind.True,
            Text(state, "firmware"), StateNumber.Whole(state, "uptime_ms") is { } uptime
                ? TimeSpan.FromMilliseconds(uptime)
                : null, Text(state, "time"),
            StateNumber.Whole(state, "connects"), StateNumber.Whole(state, "uplink_faults"), streams)
        {
            Problems = view.Problems,
            Authenticated = view.Authenticated,
            RefusedMessages = StateNumber.Whole(state, "refused_messages"),
            Configuration = ConfigurationStanding.Of(state),
            IsInSafeMode = state.TryGetProperty("safe_mode", out JsonElement safe) && safe.ValueKind == JsonValueKind.True,
        };
    }

    internal static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
