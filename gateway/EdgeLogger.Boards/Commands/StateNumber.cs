using System.Text.Json;

namespace EdgeLogger.Boards.Commands;

/// <summary>
/// Numbers of a board's state document. Each is bounded where it is read, so that sums of them and times made of them stay in
/// range, whatever the board has written.
/// </summary>
public static class StateNumber
{
    /// <summary>The largest that is taken: in ms it is 3,000 years.</summary>
    public const long Most = 100_000_000_000_000;

    /// <summary>A whole number of an object, 0 to <see cref="Most"/>; null if there is none.</summary>
    public static long? Whole(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number is >= 0 and <= Most
            ? number
            : null;

    /// <summary>A number of an object, 0 to <see cref="Most"/>; null if there is none.</summary>
    public static double? Real(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && number is >= 0 and <= Most
            ? number
            : null;
}
