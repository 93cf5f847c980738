using System.Text;

namespace EdgeLogger.Firmware.Board;

/// <summary>The few pieces of JSON that a board writes.</summary>
internal static class JsonText
{
    private const string HexDigits = "0123456789abcdef";

    /// <summary>Appends a string in quotes.</summary>
    public static void AppendString(StringBuilder json, string text)
    {
        json.Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c < ' ')
            {
                json.Append("\\u00");
                json.Append(HexDigits[c >> 4]);
                json.Append(HexDigits[c & 15]);
                continue;
            }

            if (c == '"' || c == '\\')
            {
                json.Append('\\');
            }

            json.Append(c);
        }

        json.Append('"');
    }

    /// <summary>Appends ,"name":number.</summary>
    public static void AppendNumber(StringBuilder json, string name, long value)
    {
        json.Append(",\"");
        json.Append(name);
        json.Append("\":");
        json.Append(value);
    }

    /// <summary>Appends a stream's name: 16 hexadecimal digits in quotes.</summary>
    public static void AppendStream(StringBuilder json, ulong streamId)
    {
        json.Append('"');
        for (int shift = 60; shift >= 0; shift -= 4)
        {
            json.Append(HexDigits[(int)(streamId >> shift) & 15]);
        }

        json.Append('"');
    }
}
