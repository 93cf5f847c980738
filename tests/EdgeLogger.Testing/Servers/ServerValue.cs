using System.Collections.Generic;

namespace EdgeLogger.Testing.Servers;

/// <summary>One value that a server gives back.</summary>
/// <param name="Series">Measurement and field, joined by an underscore as VictoriaMetrics does.</param>
/// <param name="Tags">The tags.</param>
/// <param name="UtcMs">The time, Unix ms.</param>
/// <param name="Value">The value.</param>
public sealed record ServerValue(string Series, IReadOnlyDictionary<string, string> Tags, long UtcMs, double Value);
