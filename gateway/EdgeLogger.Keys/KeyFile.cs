using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeLogger.Authentication;
using EdgeLogger.Topics;

namespace EdgeLogger.Keys;

/// <summary>
/// The file of keys:
/// {"v":1,"boards":{"bench-01":{"key":"HEX","offered":["HEX"],"earlier":[{"key":"HEX","below":{"STREAM":57}}]}}}. An empty key
/// stands for none.
/// </summary>
internal static class KeyFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Reads a file's text.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <param name="json">Its text.</param>
    /// <exception cref="InvalidDataException">It is not a file of keys; the message says where and what to do.</exception>
    public static Dictionary<string, BoardKey> Read(string path, string json)
    {
        Dictionary<string, BoardKey> keys = new(StringComparer.Ordinal);
        string at = "the document";
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.GetProperty("v").GetInt32() != 1)
            {
                throw new FormatException("it is of another version");
            }

            foreach (JsonProperty board in document.RootElement.GetProperty("boards").EnumerateObject())
            {
                at = $"board '{board.Name}'";
                keys.Add(BoardId.IsValid(board.Name) ? board.Name : throw new FormatException("that is not a board id"),
                    ReadKey(board.Value));
            }

            return keys;
        }
        catch (Exception error) when (error is JsonException or FormatException or KeyNotFoundException
            or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"{path} cannot be read at {at}: {error.Message} {BoardKeys.WhatToDo(path)}", error);
        }
    }

    /// <summary>Writes all keys.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, BoardKey>> keys)
    {
        JsonObject boards = [];
        foreach ((string board, BoardKey key) in keys.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            boards[board] = new JsonObject
            {
                ["key"] = Hex(key.Key),
                ["offered"] = new JsonArray([.. key.Offered.Select(offered => JsonValue.Create(Hex(offered)))]),
                ["earlier"] = new JsonArray([.. key.Earlier.Select(WriteEarlier)]),
            };
        }

        return new JsonObject { ["v"] = 1, ["boards"] = boards }.ToJsonString(Indented) + "\n";
    }

    private static BoardKey ReadKey(JsonElement board) => new(
        Bytes(board.GetProperty("key")),
        [.. board.GetProperty("offered").EnumerateArray().Select(Bytes)],
        [.. board.GetProperty("earlier").EnumerateArray().Select(ReadEarlier)]);

    private static EarlierKey ReadEarlier(JsonElement earlier) => new(
        Bytes(earlier.GetProperty("key")),
        earlier.GetProperty("below").EnumerateObject().ToDictionary(
            stream => ulong.Parse(stream.Name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), stream =>
            stream.Value.GetUInt32()));

    private static JsonObject WriteEarlier(EarlierKey earlier) => new()
    {
        ["key"] = Hex(earlier.Key),
        ["below"] = new JsonObject(earlier.Below.OrderBy(stream => stream.Key)
            .Select(stream => KeyValuePair.Create(
                stream.Key.ToString("x16", CultureInfo.InvariantCulture), (JsonNode?)stream.Value))),
    };

    private static byte[] Bytes(JsonElement hex)
    {
        byte[] key = Convert.FromHexString(hex.GetString() ?? "null");
        return key.Length is 0 or MacLayout.KeyLength ? key : throw new FormatException("a key has 64 digits.");
    }

    private static string Hex(byte[] key) => Convert.ToHexStringLower(key);
}
