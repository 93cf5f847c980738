namespace EdgeLogger.Sinks;

/// <summary>Which way a server takes line protocol.</summary>
public enum InfluxKind
{
    /// <summary>Not given: the server is asked.</summary>
    Ask,

    /// <summary>InfluxDB 1, VictoriaMetrics: <c>/write?db=</c>, a user and a password.</summary>
    Influx1,

    /// <summary>InfluxDB 2, VictoriaMetrics: <c>/api/v2/write?org=&amp;bucket=</c>, a token.</summary>
    Influx2,

    /// <summary>InfluxDB 3: <c>/api/v3/write_lp?db=</c>, a token.</summary>
    Influx3,
}
