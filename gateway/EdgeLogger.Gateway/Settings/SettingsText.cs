using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EdgeLogger.Gateway.Settings;

/// <summary>Settings as a settings file: what is set stands in it, the rest as comments, each with its meaning.</summary>
internal static partial class SettingsText
{
    private const int Width = 110;

    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the file.</summary>
    public static string Write(IReadOnlyList<SettingValue> values)
    {
        StringBuilder text = new("""
            # Settings of `edgelogger serve`. Options of the command line and EDGELOGGER_... variables override them.
            # `edgelogger config check` checks this file. A line that begins with # is not in force; it shows the default.

            """);
        foreach (SettingValue value in values)
        {
            text.Append('\n');
            foreach (string line in Wrapped(value.Setting.Option.Description ?? ""))
            {
                text.Append("# ").Append(line).Append('\n');
            }

            text.Append(Entry(value));
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Entry(SettingValue value)
    {
        string key = value.Setting.Key;
        return value.Source == SettingSource.Default ? $"# {key}: {(value.Values.Count > 0 ? Scalar(value.Values[0]) : value.Setting.Option.HelpName)}\n"
            : !value.Setting.IsList ? $"{key}: {Scalar(value.Values[0])}\n"
            : value.Values.Count == 0 ? $"{key}: []\n"
            : $"{key}:\n{string.Concat(value.Values.Select(each => $"  - {Scalar(each)}\n"))}";
    }

    private static string Scalar(string text) => Plain().IsMatch(text) ? text : JsonSerializer.Serialize(text, Quoted);

    private static IEnumerable<string> Wrapped(string text)
    {
        StringBuilder line = new();
        foreach (string word in text.Split(' '))
        {
            if (line.Length + word.Length > Width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }

    [GeneratedRegex("^-?[A-Za-z0-9][A-Za-z0-9._/+-]*$")]
    private static partial Regex Plain();
}
