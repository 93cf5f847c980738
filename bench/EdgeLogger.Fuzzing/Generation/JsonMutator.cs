using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;

namespace EdgeLogger.Fuzzing.Generation;

/// <summary>Wounds documents: mostly by their meaning, so that they stay JSON, sometimes by their bytes.</summary>
public sealed class JsonMutator
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "\"\"", "\"x\"", "[]", "{}", "[[]]", "[{}]", "[null]", "{\"v\":1}", "0", "-1", "1e999", "-1e999",
        "1e-999", "0.5",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616", "1e308", "-0",
        "1.0", "2147483648",
        "\"\\ud800\"", "\"\\u0000\"", "\"\\u001b[2J\"", "\"\u00e4\u20ac\"", "\"<script>\"", "\"../../x\"", "\"NaN\"", "\"1\"",
        "\"\\ud83d\\ude00\"",
    ];

    private readonly string[] _corpus;
    private readonly byte[][] _corpusBytes;
    private readonly Mutator _bytes;

    /// <param name="corpus">Good documents.</param>
    public JsonMutator(params string[] corpus)
    {
        _corpus = corpus;
        _corpusBytes = [.. corpus.Select(Encoding.UTF8.GetBytes)];
        _bytes = new Mutator(["{", "}", "[", "]", ",", ":", "\"", .. Values]);
    }

    /// <summary>A document, or what was one.</summary>
    public byte[] Make(FuzzRandom random)
    {
        if (random.OnceIn(4))
        {
            return _bytes.Mutate(_corpusBytes, random);
        }

        JsonNode root = JsonNode.Parse(random.Pick(_corpus))!;
        for (int i = random.Below(6); i > 0; i--)
        {
            Wound(root, random);
        }

        // Marks, because a node cannot hold what is not a JSON value of .NET's, such as half a character.
        string text = root.ToJsonString();
        return Encoding.UTF8.GetBytes(Values.Select((value, i) => (value, mark: Mark(i)))
            .Aggregate(text, (json, one) => json.Replace(one.mark, one.value, System.StringComparison.Ordinal)));
    }

    private static string Mark(int i) => string.Create(CultureInfo.InvariantCulture, $"\"~~{i}~~\"");

    private static void Wound(JsonNode root, FuzzRandom random)
    {
        List<JsonNode> all = [.. Within(root).Where(node => node is JsonObject or JsonArray)];
        JsonNode place = random.Pick(all);
        if (place is JsonObject map && map.Count > 0)
        {
            Wound(map, random.Pick(map.Select(pair => pair.Key).ToList()), random);
        }
        else if (place is JsonArray list && list.Count > 0)
        {
            Wound(list, random);
        }
    }

    private static void Wound(JsonObject map, string key, FuzzRandom random)
    {
        switch (random.Below(6))
        {
            case 0:
                map.Remove(key);
                break;
            case 1:
                map[key] = random.Number();
                break;
            case 2:
                map[key + "x"] = map[key]?.DeepClone();
                break;
            default:
                map[key] = Value(random);
                break;
        }
    }

    private static void Wound(JsonArray list, FuzzRandom random)
    {
        int at = random.Below(list.Count);
        switch (random.Below(4))
        {
            case 0:
                list.RemoveAt(at);
                break;
            case 1:
                list[at] = Value(random);
                break;
            default:
                for (int i = random.OnceIn(20) ? 60 : 1; i > 0; i--)
                {
                    list.Add(list[at]?.DeepClone());
                }

                break;
        }
    }

    private static JsonNode Value(FuzzRandom random) => Mark(random.Below(Values.Length)).Trim('"');

    private static IEnumerable<JsonNode> Within(JsonNode node) => node switch
    {
        JsonObject map => map.Select(pair => pair.Value).OfType<JsonNode>().SelectMany(Within).Prepend(node),
        JsonArray list => list.OfType<JsonNode>().SelectMany(Within).Prepend(node),
        _ => [node],
    };
}
