using System.Collections.Generic;
using System.Text;

namespace EdgeLogger.Sinks.Tests.LineProtocol;

/// <summary>
/// Reads line protocol by InfluxDB's own rules: a backslash escapes comma, space and equals sign, and is itself elsewhere.
/// </summary>
internal static class LineParser
{
    public static List<ParsedLine> Parse(string text)
    {
        List<ParsedLine> lines = [];
        foreach (string line in text.Split('\n'))
        {
            if (line.Length > 0 && line[0] != '#')
            {
                lines.Add(ParseLine(line));
            }
        }

        return lines;
    }

    private static ParsedLine ParseLine(string line)
    {
        List<string> parts = Split(line, ' ');
        Assert.Equal(3, parts.Count);
        List<string> key = Split(parts[0], ',');
        List<(string, string)> tags = [];
        foreach (string tag in key[1..])
        {
            tags.Add(Pair(tag));
        }

        List<(string, string)> fields = [];
        foreach (string field in Split(parts[1], ','))
        {
            fields.Add(Pair(field));
        }

        return new ParsedLine(Unescape(key[0]), tags, fields, parts[2]);
    }

    private static (string Key, string Value) Pair(string text)
    {
        List<string> sides = Split(text, '=');
        Assert.Equal(2, sides.Count);
        Assert.NotEmpty(sides[0]);
        Assert.NotEmpty(sides[1]);
        return (Unescape(sides[0]), Unescape(sides[1]));
    }

    private static List<string> Split(string text, char separator)
    {
        List<string> parts = [];
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == separator)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }

    private static string Unescape(string text)
    {
        StringBuilder plain = new();
        for (int i = 0; i < text.Length; i++)
        {
            i += text[i] == '\\' && i + 1 < text.Length && (text[i + 1] is ',' or ' ' or '=') ? 1 : 0;
            plain.Append(text[i]);
        }

        return plain.ToString();
    }
}
