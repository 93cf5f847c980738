using System;
using EdgeLogger.Sinks.Http;
using EdgeLogger.Sinks.InfluxDbClient;

namespace EdgeLogger.Sinks.Writing;

/// <summary>Which adapter writes to a server.</summary>
public static class LineTargets
{
    /// <summary>
    /// InfluxDB.Client for InfluxDB 2; the other kinds, and a server that is yet to be asked, our own HTTP adapter.
    /// </summary>
    public static ILineTarget Create(InfluxOptions options, TimeProvider time) =>
        options.Kind == InfluxKind.Influx2 ? new InfluxDbClientTarget(options, time) : new HttpLineTarget(options, time);
}
