using System;
using System.CommandLine;

namespace EdgeLogger.Gateway.Settings;

/// <summary>A setting of `edgelogger serve`: an option, a variable and a key of the settings file with one name and one rule.</summary>
/// <param name="Option">The option: its parser reads the value, wherever that comes from.</param>
/// <param name="Unit">Unit of the value; "" for none.</param>
/// <param name="Without">What holds without it, if the option itself does not say; "" for nothing.</param>
internal sealed record Setting(Option Option, string Unit = "", string Without = "")
{
    /// <summary>Its key in the settings file: the option's name.</summary>
    public string Key => Option.Name[2..];

    /// <summary>Its environment variable.</summary>
    public string Variable => $"EDGELOGGER_{Key.ToUpperInvariant().Replace('-', '_')}";

    /// <summary>Whether it is yes or no.</summary>
    public bool IsSwitch => Option.ValueType == typeof(bool);

    /// <summary>Whether it may have several values.</summary>
    public bool IsList => Option.ValueType.IsArray;

    /// <summary>Its default, as one types it; "" for none.</summary>
    public string Default => Without.Length > 0 ? Without
        : IsSwitch ? "false"
        : Option.HasDefaultValue ? FormattableString.Invariant($"{Option.GetDefaultValue()}")
        : "";
}
