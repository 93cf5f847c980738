using System;
using System.Text.Json;
using EdgeLogger.FrameLog;
using EdgeLogger.Mqtt;

namespace EdgeLogger.Ingest;

/// <summary>Whether a payload is the document its topic asks for. What else is in it is for its readers to judge.</summary>
internal static class JsonDocuments
{
    /// <summary>A JSON object that every reader can read and show.</summary>
    public static bool IsObject(byte[] payload) => PlainJson.IsObject(payload);

    /// <summary>
    /// Why a payload is not a schema of this board; null if it is one: a JSON object in sound UTF-8 whose "v" is 1.
    /// </summary>
    public static RefusalReason? WhyNoSchema(byte[] payload, string board)
    {
        RefusalReason? reason = RefusalReason.BadSchema;
        bool isSchema = Read(payload, root =>
        {
            reason = NamesAnother(root, board) ? RefusalReason.ForeignSchema : HasTooManySlots(root)
                ? RefusalReason.TooManySlots
                : null;
            return root.TryGetProperty("v", out JsonElement version)
                && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out int number) && number == 1;
        });
        return isSchema ? reason : RefusalReason.BadSchema;
    }

    // Rows are those of the board that their schema names: no board may speak for another.
    private static bool NamesAnother(JsonElement root, string board) =>
        root.TryGetProperty("board", out JsonElement named)
        && !(named.ValueKind == JsonValueKind.String && named.ValueEquals(board));

    private static bool HasTooManySlots(JsonElement root)
    {
        if (!root.TryGetProperty("streams", out JsonElement streams) || streams.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (JsonElement stream in streams.EnumerateArray())
        {
            bool isWithin = stream.ValueKind != JsonValueKind.Object || !stream.TryGetProperty("slot", out JsonElement slot)
                || (slot.ValueKind == JsonValueKind.Number && slot.TryGetInt32(out int number) && number is >= 0
                    and < IngestOptions.MaxSlots);
            if (!isWithin)
            {
                return true;
            }
        }

        return streams.GetArrayLength() > IngestOptions.MaxSlots;
    }

    private static bool Read(byte[] payload, Func<JsonElement, bool> isGood)
    {
        if (!PlainJson.IsObject(payload))
        {
            return false;
        }

        using JsonDocument document = JsonDocument.Parse(payload);
        return isGood(document.RootElement);
    }
}
