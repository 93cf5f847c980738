using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EdgeLogger.Gateway.Settings;

/// <summary>Settings as a settings file: what is set, and the rest as comments, each with its meaning.</summary>
internal static partial class SettingsText
{
    private const int Width = 110;

    /// <summary>Writes the file.</summary>
    /// <param name="groups">The settings that there are.</param>
    /// <param name="values">Their values.</param>
    public static string Write(IEnumerable<SettingGroup> groups, IReadOnlyList<SettingValue> values)
    {
        StringBuilder text = new("""
            # Settings of `edgelogger serve`. Options of the command line and EDGELOGGER_... variables override them.
            # `edgelogger config check` checks this file. A line that begins with # has no effect; it shows the default.
            # What may be given several times is a list here: [first, second].

            """);
        foreach (SettingGroup group in groups)
        {
            text.Append($"\n\n# {group.Title}\n");
            foreach (SettingValue value in group.Settings.Select(setting => values.First(value => value.Setting == setting)))
            {
                text.Append('\n');
                foreach (string line in Wrapped(value.Setting.Meaning))
                {
                    text.Append($"# {line}\n");
                }

                text.Append(Entry(value));
            }
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Entry(SettingValue value)
    {
        string key = value.Setting.Key;
        string shown = value.Values.Count > 0 ? Scalar(value.Values[0]) : value.Setting.Allowed;
        return value.Source == SettingSource.Default ? $"# {key}: {shown}\n"
            : !value.Setting.IsList ? $"{key}: {shown}\n"
            : value.Values.Count == 0 ? $"{key}: []\n"
            : $"{key}:\n{string.Concat(value.Values.Select(each => $"  - {Scalar(each)}\n"))}";
    }

    // In quotes of the first kind everything stands for itself, but a line cannot end there.
    private static string Scalar(string text) => Plain().IsMatch(text) ? text
        : text.Any(char.IsControl) ? JsonSerializer.Serialize(text)
        : $"'{text.Replace("'", "''")}'";

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

    [GeneratedRegex("^-?[A-Za-z0-9/][A-Za-z0-9._/+-]*$")]
    private static partial Regex Plain();
}
