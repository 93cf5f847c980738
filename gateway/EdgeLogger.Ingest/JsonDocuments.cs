using System.Text.Json;
using System.Text.Unicode;

namespace EdgeLogger.Ingest;

/// <summary>Whether a payload is the document its topic asks for. What is in it is for its readers to judge.</summary>
internal static class JsonDocuments
{
    // Depth bounds the parser's stack; a schema has five levels.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    /// <summary>A JSON object in sound UTF-8.</summary>
    public static bool IsObject(byte[] payload) => Read(payload, root => true);

    /// <summary>A JSON object in sound UTF-8 whose "v" is 1.</summary>
    public static bool IsSchema(byte[] payload) => Read(payload, root =>
        root.TryGetProperty("v", out JsonElement version)
        && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out int number) && number == 1);

    private static bool Read(byte[] payload, System.Func<JsonElement, bool> isGood)
    {
        if (!Utf8.IsValid(payload))
        {
            return false;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(payload, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object && isGood(document.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
