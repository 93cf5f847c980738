using System;
using EdgeLogger.Sinks.Http;
using EdgeLogger.Sinks.InfluxDbClient;

namespace EdgeLogger.Sinks;

/// <summary>Which adapter writes to a server.</summary>
public static class LineTargets
{
    /// <summary>InfluxDB.Client for InfluxDB 2 where the build has it, else our own HTTP adapter, which speaks to all kinds.</summary>
    public static ILineTarget Create(InfluxOptions options, TimeProvider time)
    {
        if (options.Kind == InfluxKind.Influx2)
        {
            return new InfluxDbClientTarget(options, time);
        }
        return new HttpLineTarget(options, time);
    }
}
