using System;
using System.Text.Json.Serialization;

namespace EdgeLogger.Boards.Commands;

/// <summary>A command to a board (docs/specs/board-commands.md). What is null is left out.</summary>
public sealed record BoardCommand([property: JsonPropertyName("cmd")] string Name)
{
    /// <summary>Its number among the signed commands to a board with a key; null: the board has none.</summary>
    [JsonPropertyName("n")]
    public long? Number { get; init; }

    /// <summary>The slot, 0 to 3.</summary>
    [JsonPropertyName("slot")]
    public int? Slot { get; init; }

    /// <summary>voltage, current, temperature or pressure.</summary>
    [JsonPropertyName("channel")]
    public string? Channel { get; init; }

    /// <summary>How long, 1 to 3,600 s.</summary>
    [JsonPropertyName("seconds")]
    public int? Seconds { get; init; }

    /// <summary>Code at zero.</summary>
    [JsonPropertyName("zero_code")]
    public int? ZeroCode { get; init; }

    /// <summary>Gain less 1, x 10^9.</summary>
    [JsonPropertyName("gain_ppb")]
    public int? GainPpb { get; init; }

    /// <summary>Day of the calibration, yyyy-mm-dd.</summary>
    [JsonPropertyName("date")]
    public string? Date { get; init; }

    /// <summary>Whether a burst begins at once.</summary>
    [JsonPropertyName("now")]
    public bool? Now { get; init; }

    /// <summary>How long a board may take to answer: what it measures, and what the way there and back takes.</summary>
    [JsonIgnore]
    public TimeSpan AnswerWithin => TimeSpan.FromSeconds(15 + (Seconds ?? 10));
}
