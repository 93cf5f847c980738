using System;
using System.Globalization;
using System.IO;

namespace EdgeLogger.Harness;

/// <summary>A server that takes line protocol, and how to start it.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Program">Its program.</param>
/// <param name="Package">The Debian package that holds the program.</param>
/// <param name="Arguments">From a folder of its own and a free port, how to start it; may write files there.</param>
public sealed record ServerKind(string Name, string Program, string Package, Func<string, int, string[]> Arguments)
{
    public static ServerKind VictoriaMetrics
    { get; } = new("VictoriaMetrics", "victoria-metrics", "victoria-metrics", VictoriaArguments);

    /// <summary>Where the program is; null if it is not installed.</summary>
    public string? Path => Array.Find(
        Array.ConvertAll((Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator),
            folder => System.IO.Path.Combine(folder, Program)),
        File.Exists);

    /// <summary>influxd 1.x.</summary>
    /// <param name="authentication">Whether it wants a user's password.</param>
    public static ServerKind Influx1(bool authentication = false) => new("InfluxDB 1", "influxd", "influxdb", (folder, port) =>
    {
        string configuration = System.IO.Path.Combine(folder, "influxdb.conf");
        File.WriteAllText(configuration, $"""
            reporting-disabled = true
            bind-address = "127.0.0.1:{FreePort.Find()}"
            [meta]
              dir = "{folder}/meta"
            [data]
              dir = "{folder}/data"
              wal-dir = "{folder}/wal"
            [http]
              bind-address = "127.0.0.1:{port}"
              auth-enabled = {(authentication ? "true" : "false")}
              log-enabled = false
            [monitor]
              store-enabled = false
            """);
        return ["run", "-config", configuration];
    });

    private static string[] VictoriaArguments(string folder, int port) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"-httpListenAddr=127.0.0.1:{port}"),
        $"-storageDataPath={folder}/data",
        "-retentionPeriod=100y",
        "-dedup.minScrapeInterval=1ms",
        "-search.latencyOffset=0s",
        "-loggerLevel=ERROR",
    ];
}
