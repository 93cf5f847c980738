using System;
using System.Text.Json;

namespace EdgeLogger.Web.Access;

/// <summary>A change that somebody made.</summary>
/// <param name="Utc">When.</param>
/// <param name="Who">The person or the token.</param>
/// <param name="Action">What was done.</param>
/// <param name="Subject">To what.</param>
/// <param name="Detail">More about it.</param>
public sealed record AuditEntry(DateTimeOffset Utc, string Who, string Action, string Subject, string Detail)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    /// <summary>Reads a line of the log; null if it is none: a disk that was full has left half a line.</summary>
    internal static AuditEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditEntry>(line, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
