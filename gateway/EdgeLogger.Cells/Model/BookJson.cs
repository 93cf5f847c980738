using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeLogger.Cells.Model;

/// <summary>Cells, tests and notes as JSON: in the book's tables, in its history, and for programs.</summary>
internal static class BookJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string ToText<T>(T item) => JsonSerializer.Serialize(item, Options);

    public static T Parse<T>(string body)
        where T : class => JsonSerializer.Deserialize<T>(body, Options)
        ?? throw new InvalidDataException("An entry of cells.db is empty. Restore it from a backup.");
}
