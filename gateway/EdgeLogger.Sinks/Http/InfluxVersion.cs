using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Sinks.Http;

/// <summary>Which server answers, by its own word.</summary>
/// <param name="Kind">How it takes line protocol.</param>
/// <param name="Version">Its version; "" where it does not report one, as VictoriaMetrics does not.</param>
internal readonly record struct InfluxVersion(InfluxKind Kind, string Version)
{
    /// <summary>Asks a server.</summary>
    public static async Task<InfluxVersion> AskAsync(HttpClient client, Uri server, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, WriteAddress.Under(server, "ping"));
        using HttpResponseMessage response =
            await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        string version = response.Headers.TryGetValues("X-Influxdb-Version", out IEnumerable<string>? values)
            ? string.Concat(values).TrimStart('v')
            : "";
        return new InfluxVersion(KindOf(version), version);
    }

    // What reports no version is VictoriaMetrics, which takes what InfluxDB 1 takes.
    private static InfluxKind KindOf(string version) => version switch
    {
        ['2', ..] => InfluxKind.Influx2,
        ['3', ..] => InfluxKind.Influx3,
        _ => InfluxKind.Influx1,
    };
}
