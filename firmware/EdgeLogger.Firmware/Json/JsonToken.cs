namespace EdgeLogger.Firmware.Json;

/// <summary>What a <see cref="JsonReader"/> stands on.</summary>
public enum JsonToken : byte
{
    /// <summary>Before the first token.</summary>
    None = 0,
    BeginObject,
    EndObject,
    BeginArray,
    EndArray,

    /// <summary>The name of a member; its value is the next token.</summary>
    Name,
    Text,
    Number,
    True,
    False,
    Null,

    /// <summary>Behind the last token of a whole document.</summary>
    End,

    /// <summary>The bytes are no JSON from here on, or deeper than a board reads.</summary>
    Bad,
}
