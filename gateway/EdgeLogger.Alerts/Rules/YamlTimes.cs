using System;
using EdgeLogger.Yaml;

namespace EdgeLogger.Alerts.Rules;

/// <summary>Times in a rules file.</summary>
internal static class YamlTimes
{
    /// <summary>A time such as 45s; what is wrong with it is noted.</summary>
    public static TimeSpan Time(this YamlMap map, string key, TimeSpan otherwise) =>
        map.Value(key, Duration.Parse, "a time such as 45s, 10m, 2h or 3d", otherwise);
}
