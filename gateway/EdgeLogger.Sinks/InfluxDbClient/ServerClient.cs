using System;
using InfluxDB.Client;

namespace EdgeLogger.Sinks.InfluxDbClient;

/// <summary>Our options in the words of InfluxDB.Client.</summary>
internal static class ServerClient
{
    public static InfluxDBClient For(InfluxOptions options)
    {
        InfluxDBClientOptions client = new(options.Server.GetLeftPart(UriPartial.Path).TrimEnd('/'))
        {
            Bucket = options.Database,
            Org = options.Organisation,
            Timeout = options.Timeout,
            AllowHttpRedirects = false,
        };
        if (options.Secret is { } secret)
        {
            client.Token = secret.Reveal();
        }

        return new InfluxDBClient(client);
    }
}
