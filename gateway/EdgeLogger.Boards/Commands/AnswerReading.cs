using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EdgeLogger.Boards.Commands;

/// <summary>
/// Takes what is wanted out of a board's answer. A board can answer anything: what is missing, of another kind or out of range is
/// its own fault, said in one way.
/// </summary>
internal static class AnswerReading
{
    // Two members of one name would be found out only when somebody looks for them.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads an answer.</summary>
    /// <param name="board">Who answers, for the message.</param>
    /// <param name="command">What was asked.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="read">Takes out of it what is wanted, and may throw whatever a wrong document makes it throw.</param>
    /// <exception cref="BoardException">The answer does not hold it.</exception>
    public static T Read<T>(string board, string command, JsonElement answer, Func<JsonElement, T> read)
    {
        try
        {
            return read(answer);
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException or FormatException
            or IndexOutOfRangeException or JsonException)
        {
            throw new BoardException(
                $"{board} answers '{command}' in a way that this program does not understand. Do both have the same version?",
                error);
        }
    }

    /// <summary>A text that an object must have.</summary>
    public static string Text(JsonElement of, string name) =>
        of.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");

    /// <summary>The configuration in an answer, which the caller may change.</summary>
    /// <param name="answer">The answer to "config".</param>
    public static JsonObject Configuration(JsonElement answer)
    {
        JsonObject configuration =
            JsonNode.Parse(answer.GetProperty("config").GetRawText(), documentOptions: Strict) as JsonObject
            ?? throw new FormatException("The configuration is not an object.");
        // The one member that every reader relies on.
        _ = (int?)configuration["version"];
        return configuration;
    }
}
