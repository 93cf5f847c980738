using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using EdgeLogger.Gateway.Commands.Reading;

namespace EdgeLogger.Gateway.Settings;

/// <summary>
/// A setting of `edgelogger serve`. Its option has the name, the meaning, the default and the check; the environment variable,
/// the key of the settings file, `config show` and the specification are made from it.
/// </summary>
/// <param name="Option">The option: its parser reads the value, wherever that comes from.</param>
/// <param name="Unit">Unit of the value; "" for none.</param>
internal sealed record Setting(Option Option, string Unit = "")
{
    /// <summary>Names of the parts of an address that are paths: "ca" of "mqtts://host?ca=FILE".</summary>
    public string[] PathParts { get; init; } = [];

    /// <summary>Its key in the settings file: the option's name.</summary>
    public string Key => Option.Name[2..];

    /// <summary>Its environment variable.</summary>
    public string Variable => $"EDGELOGGER_{Key.ToUpperInvariant().Replace('-', '_')}";

    /// <summary>What it means, in a sentence or a few.</summary>
    public string Meaning => Option.Description ?? "";

    /// <summary>What a value is: "PORT", "true|false".</summary>
    public string Allowed => IsSwitch ? "true|false" : Option.HelpName ?? "";

    /// <summary>Whether it is true or false.</summary>
    public bool IsSwitch => Option.ValueType == typeof(bool);

    /// <summary>Whether it may have several values.</summary>
    public bool IsList => Option.ValueType.IsArray;

    /// <summary>Its default, as one types it; "" for none.</summary>
    public string Default => IsSwitch ? "false"
        : !Option.HasDefaultValue ? ""
        : Option.GetDefaultValue() is Array values ? string.Join(' ', values.Cast<object>())
        : FormattableString.Invariant($"{Option.GetDefaultValue()}");

    /// <summary>A value of a settings file, whose relative paths start at that file's folder.</summary>
    /// <param name="text">The value.</param>
    /// <param name="folder">The folder, in full.</param>
    public string Rooted(string text, string folder)
    {
        if (Option.HelpName == TextOption.InputFile)
        {
            return RootedPath(text, folder);
        }

        string[] parts = text.Split('?', 2);
        return parts.Length < 2 || PathParts.Length == 0 ? text
            : $"{parts[0]}?{string.Join('&', parts[1].Split('&').Select(part => RootedPart(part, folder)))}";
    }

    private static string RootedPath(string path, string folder) =>
        string.IsNullOrWhiteSpace(path) ? path : Path.GetFullPath(path, folder);

    private string RootedPart(string part, string folder)
    {
        string[] sides = part.Split('=', 2);
        if (sides.Length < 2 || !PathParts.Contains(sides[0]) || Path.IsPathFullyQualified(Uri.UnescapeDataString(sides[1])))
        {
            return part;
        }

        string path = RootedPath(Uri.UnescapeDataString(sides[1]), folder);
        return $"{sides[0]}={Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)}";
    }
}

/// <summary>Settings of one part of the gateway, which help, file and specification show together.</summary>
/// <param name="Title">What they are about.</param>
/// <param name="Settings">The settings, in order.</param>
internal sealed record SettingGroup(string Title, IReadOnlyList<Setting> Settings);
