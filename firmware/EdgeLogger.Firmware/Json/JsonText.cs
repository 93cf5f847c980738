using System.Text;

namespace EdgeLogger.Firmware.Json;

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

    /// <summary>Appends "name":number, after a comma if anything stands before it in its object.</summary>
    public static void AppendNumber(StringBuilder json, string name, long value)
    {
        AppendName(json, name);
        json.Append(value);
    }

    /// <summary>Appends "name":number, likewise, for a number of tenths that is not below 0.</summary>
    public static void AppendTenths(StringBuilder json, string name, long tenths)
    {
        AppendNumber(json, name, tenths / 10);
        json.Append('.');
        json.Append(tenths % 10);
    }

    /// <summary>Appends "name":true or false, likewise.</summary>
    public static void AppendFlag(StringBuilder json, string name, bool value)
    {
        AppendName(json, name);
        json.Append(value ? "true" : "false");
    }

    /// <summary>Appends "name":"text", likewise.</summary>
    public static void AppendText(StringBuilder json, string name, string value)
    {
        AppendName(json, name);
        AppendString(json, value);
    }

    /// <summary>Appends "name":, after a comma if anything stands before it in its object.</summary>
    public static void AppendName(StringBuilder json, string name)
    {
        json.Append(json.Length > 0 && json[json.Length - 1] == '{' ? "\"" : ",\"");
        json.Append(name);
        json.Append("\":");
    }

    /// <summary>Appends eight hexadecimal digits.</summary>
    public static void AppendHex32(StringBuilder text, uint value)
    {
        for (int shift = 28; shift >= 0; shift -= 4)
        {
            text.Append(HexDigits[(int)(value >> shift) & 15]);
        }
    }

    /// <summary>Appends "name":"digits": bytes, each as two hexadecimal digits, likewise.</summary>
    public static void AppendBytes(StringBuilder json, string name, byte[] bytes)
    {
        AppendName(json, name);
        json.Append('"');
        for (int i = 0; i < bytes.Length; i++)
        {
            json.Append(HexDigits[bytes[i] >> 4]);
            json.Append(HexDigits[bytes[i] & 15]);
        }

        json.Append('"');
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
