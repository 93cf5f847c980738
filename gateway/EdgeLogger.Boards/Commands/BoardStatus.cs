using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using EdgeLogger.Mqtt;

namespace EdgeLogger.Boards.Commands;

/// <summary>What a board's state document says (docs/specs/topics.md).</summary>
/// <param name="Board">The board.</param>
/// <param name="ReceivedAt">When it came here.</param>
/// <param name="IsRetained">Whether the broker had kept it: it may be older.</param>
/// <param name="Document">The document.</param>
public sealed record BoardStatus(string Board, DateTimeOffset ReceivedAt, bool IsRetained, JsonElement Document)
{
    public bool IsOnline => Flag(Document, "online");

    public string Firmware => Text(Document, "firmware");

    public bool IsSafeMode => Flag(Document, "safe_mode");

    /// <summary>Whether the board has a key; null if its firmware cannot have one.</summary>
    public bool? IsAuthenticated =>
        Document.ValueKind == JsonValueKind.Object && Document.TryGetProperty("authenticated", out JsonElement reported)
        && reported.ValueKind is JsonValueKind.True or JsonValueKind.False ? reported.GetBoolean() : null;

    /// <summary>Time since the board's start.</summary>
    public TimeSpan Uptime => TimeSpan.FromMilliseconds(Number(Document, "uptime_ms"));

    /// <summary>Version of the configuration that runs; 0: none, or not reported.</summary>
    public int ConfigVersion => (int)Math.Min(int.MaxValue, Number(Config, "version"));

    /// <summary>Whether that is being tried.</summary>
    public bool IsTrial => Flag(Config, "trial");

    /// <summary>The version offered last.</summary>
    public int LastVersion => (int)Math.Min(int.MaxValue, Number(Config, "last_version"));

    /// <summary>What became of it: none, trial, confirmed, refused, rolled-back.</summary>
    public string LastOutcome => Text(Config, "last");

    /// <summary>Why it was refused or rolled back.</summary>
    public string Reason => Text(Config, "reason");

    /// <summary>The board's streams, one a slot.</summary>
    public IReadOnlyList<JsonElement> Streams => Document.TryGetProperty("streams", out JsonElement streams)
        && streams.ValueKind == JsonValueKind.Array
        ? [.. streams.EnumerateArray().Where(stream => stream.ValueKind == JsonValueKind.Object)] : [];

    /// <summary>Frames that wait on the board for the gateway.</summary>
    public long Backlog => Streams.Sum(stream => Number(stream, "backlog"));

    private JsonElement Config => Document.TryGetProperty("config", out JsonElement config) ? config : default;

    /// <summary>Reads a state document; null if it is none.</summary>
    public static BoardStatus? Read(BoardMessage message, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!PlainJson.IsObject(message.Payload.Span))
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(message.Payload);
        return new BoardStatus(message.Board, now, message.IsRetained, document.RootElement.Clone());
    }

    /// <summary>A number of an object; 0 if there is none.</summary>
    public static long Number(JsonElement of, string name) =>
        StateNumber.Whole(of, name) ?? 0;

    /// <summary>A text of an object; empty if there is none.</summary>
    public static string Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static bool Flag(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.True;
}
