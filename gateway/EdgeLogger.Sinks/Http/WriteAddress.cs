using System;

namespace EdgeLogger.Sinks.Http;

/// <summary>Where a server that our own HTTP adapter writes to takes line protocol.</summary>
/// <param name="Kind">The server's kind.</param>
/// <param name="Uri">The address to post to.</param>
/// <param name="Fault">Why it cannot be used; null if it can.</param>
internal sealed record WriteAddress(InfluxKind Kind, Uri Uri, string? Fault)
{
    public static WriteAddress For(InfluxOptions options, InfluxKind kind)
    {
        string database = Uri.EscapeDataString(options.Database);
        return kind switch
        {
            // An address with org= goes through InfluxDB.Client.
            InfluxKind.Influx2 => new WriteAddress(
                kind, options.Server, "the server is InfluxDB 2: its address needs org=NAME, bucket=NAME and token-file=PATH"),
            InfluxKind.Influx3 => new WriteAddress(
                kind, Under(options.Server, $"api/v3/write_lp?db={database}&precision=millisecond"), null),
            _ => new WriteAddress(InfluxKind.Influx1, Under(options.Server, $"write?db={database}&precision=ms"), null),
        };
    }

    /// <summary>An address below the server's own, which may have a path of a proxy.</summary>
    public static Uri Under(Uri server, string path) => new($"{server.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path}");
}
