using System.Collections.Generic;

namespace EdgeLogger.Gateway.Settings;

/// <summary>A setting, as it holds.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Values">Its value as one types it; several for a list, none if nothing is set.</param>
/// <param name="Source">Where that comes from.</param>
/// <param name="Where">The place: "/srv/cells/edgelogger.yaml:3", "EDGELOGGER_PORT", "--port"; "" for a default.</param>
internal sealed record SettingValue(Setting Setting, IReadOnlyList<string> Values, SettingSource Source, string Where);
