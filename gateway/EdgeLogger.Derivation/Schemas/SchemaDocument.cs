using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using EdgeLogger.Frames;
using EdgeLogger.Topics;

namespace EdgeLogger.Derivation.Schemas;

/// <summary>A board's schema document (docs/specs/frame.md, section 6), checked and taken apart.</summary>
public sealed class SchemaDocument
{
    private SchemaDocument(uint hash, string board, IReadOnlyList<StreamSchema> streams)
    {
        Hash = hash;
        Board = board;
        Streams = streams;
    }

    /// <summary>CRC-32 of the document's bytes: what frames call it by.</summary>
    public uint Hash { get; }

    public string Board { get; }

    public IReadOnlyList<StreamSchema> Streams { get; }

    /// <summary>Reads a document.</summary>
    /// <param name="utf8">Its exact bytes.</param>
    /// <exception cref="FormatException">It is not a schema document; the message says what is wrong and where.</exception>
    public static SchemaDocument Parse(byte[] utf8)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(utf8);
            JsonElement root = json.RootElement;
            if (root.GetProperty("v").GetInt32() != 1)
            {
                throw new FormatException($"Schema version {root.GetProperty("v")} is not known; this program reads version 1.");
            }

            string board = Text(root, "board");
            List<StreamSchema> streams = [];
            foreach (JsonElement stream in root.GetProperty("streams").EnumerateArray())
            {
                streams.Add(ParseStream(stream, board));
            }

            return new SchemaDocument(Crc32.Compute(utf8, 0, utf8.Length), board, streams);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"The schema document cannot be read: {error.Message}", error);
        }
    }

    /// <summary>What it says of a stream; null if it does not name the stream.</summary>
    /// <param name="owner">The board that the stream belongs to.</param>
    /// <param name="streamId">The stream.</param>
    /// <exception cref="FormatException">It names another board than the owner: its rows would become that board's.</exception>
    public StreamSchema? Of(string owner, ulong streamId) => Board == owner
        ? Streams.FirstOrDefault(stream => stream.StreamId == streamId)
        : throw new FormatException($"It names the board '{Printable(Board)}', and the stream is {owner}'s.");

    // A board's text, on its way to a log and a page.
    private static string Printable(string text) =>
        string.Concat(text.Take(BoardId.MaxLength).Select(character => character is >= ' ' and <= '~' ? character : '?'));

    private static StreamSchema ParseStream(JsonElement stream, string board)
    {
        string id = Text(stream, "stream");
        if (id.Length != 16 || !ulong.TryParse(
            id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong streamId))
        {
            throw new FormatException($"A stream id is 16 hexadecimal digits, not '{id}'.");
        }

        List<ChannelScale> channels = [];
        foreach (JsonElement channel in stream.GetProperty("channels").EnumerateArray())
        {
            channels.Add(ParseChannel(channel));
        }

        if (channels.Count is 0 or > FrameLayout.MaxChannels)
        {
            throw new FormatException($"Stream {id} has {channels.Count} channels; 1 to {FrameLayout.MaxChannels} are possible.");
        }

        return new StreamSchema(streamId, board, stream.GetProperty("slot").GetInt32(), channels, HoldsReadings(stream));
    }

    private static bool HoldsReadings(JsonElement stream) => stream.TryGetProperty("rows", out JsonElement rows)
        && rows.GetString() switch
        {
            "readings" => true,
            "means" => false,
            var other => throw new FormatException($"Rows '{other}' are not known; 'means' and 'readings' are."),
        };

    private static ChannelScale ParseChannel(JsonElement channel)
    {
        string conversion = Text(channel, "conversion");
        double rtdR0Ohm = 0;
        ThermistorScale? thermistor = ThermistorScale.Parse(conversion);
        if (conversion != "linear" && thermistor is null
            && !(conversion.StartsWith("rtd:", StringComparison.Ordinal)
                && double.TryParse(conversion.AsSpan(4), NumberStyles.Float, CultureInfo.InvariantCulture, out rtdR0Ohm)
                && rtdR0Ohm > 0))
        {
            throw new FormatException($"The conversion '{conversion}' is not known; 'linear', 'rtd:OHM' and 'ntc:A:B:C' are.");
        }

        double scale = channel.GetProperty("scale").GetDouble();
        double offset = channel.GetProperty("offset").GetDouble();
        if (!double.IsFinite(scale) || !double.IsFinite(offset) || scale == 0)
        {
            throw new FormatException($"Scale {scale} and offset {offset} give codes no meaning.");
        }

        return new ChannelScale(Text(channel, "quantity"), Text(channel, "unit"), scale, offset, rtdR0Ohm, thermistor)
        {
            Calibrated = channel.TryGetProperty("calibrated", out JsonElement calibrated) ? calibrated.GetString() ?? "" : "",
        };
    }

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");
}
