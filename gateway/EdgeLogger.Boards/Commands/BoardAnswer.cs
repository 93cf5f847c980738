using System;
using System.Text.Json;
using EdgeLogger.Mqtt;

namespace EdgeLogger.Boards.Commands;

/// <summary>A board's answer to a command (docs/specs/board-commands.md).</summary>
/// <param name="Id">The command's id.</param>
/// <param name="IsOk">Whether it was done.</param>
/// <param name="Error">Why not; empty if it was.</param>
/// <param name="Document">The whole answer.</param>
public sealed record BoardAnswer(string Id, bool IsOk, string Error, JsonElement Document)
{
    /// <summary>Reads an answer; null if it is none.</summary>
    public static BoardAnswer? Read(ReadOnlyMemory<byte> json)
    {
        if (!PlainJson.IsObject(json.Span))
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement.Clone();
        return root.TryGetProperty("ok", out JsonElement ok) && ok.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? new BoardAnswer(Text(root, "id"), ok.GetBoolean(), Text(root, "error"), root)
            : null;
    }

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
