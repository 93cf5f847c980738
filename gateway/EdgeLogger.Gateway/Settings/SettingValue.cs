using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Gateway.Settings;

/// <summary>Where a setting's value comes from; each is stronger than those before it.</summary>
internal enum SettingSource
{
    /// <summary>Nobody has set it.</summary>
    Default,

    /// <summary>The settings file.</summary>
    File,

    /// <summary>An environment variable.</summary>
    Environment,

    /// <summary>The command line.</summary>
    Flag,
}

/// <summary>A setting with its value.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Values">Its value as one types it; several for a list, none if nothing is set.</param>
/// <param name="Source">Where that comes from.</param>
/// <param name="Where">The place: "/srv/cells/edgelogger.yaml:3:7", "EDGELOGGER_PORT", "--port"; "" for a default.</param>
internal sealed record SettingValue(Setting Setting, IReadOnlyList<string> Values, SettingSource Source, string Where)
{
    /// <summary>It as options that one could type; none for a default, which is left to the parser.</summary>
    public IEnumerable<string> Arguments =>
        Source == SettingSource.Default ? [] : Values.Select(text => $"{Setting.Option.Name}={text}");
}
