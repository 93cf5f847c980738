using System;
using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace EdgeLogger.Mqtt;

/// <summary>
/// Whether what somebody published is JSON that every reader can read to its end and show as it is: escapes that stand for half a
/// character make readers throw later on, and control characters write over a terminal or a log.
/// </summary>
public static class PlainJson
{
    // Depth bounds the parser's stack; a schema has five levels.
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 16 };

    /// <summary>
    /// A JSON object in sound UTF-8, 16 levels deep at most, whose names and texts are whole characters, none of them a control
    /// character.
    /// </summary>
    public static bool IsObject(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            return false;
        }

        char[] text = ArrayPool<char>.Shared.Rent(utf8.Length);
        try
        {
            return IsObject(new Utf8JsonReader(utf8, Strict), text);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The second is what the reader has for half a surrogate pair.
            return false;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(text);
        }
    }

    private static bool IsObject(Utf8JsonReader json, char[] text)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (json.Read())
        {
            if (json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                && HoldsControl(text.AsSpan(0, json.CopyString(text))))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HoldsControl(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (char.IsControl(c))
            {
                return true;
            }
        }

        return false;
    }
}
