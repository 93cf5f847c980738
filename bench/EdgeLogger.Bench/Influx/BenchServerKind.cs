using System;
using System.Globalization;
using System.IO;

namespace EdgeLogger.Bench.Influx;

/// <summary>A server that `bench influx` can start.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Program">Its program.</param>
/// <param name="Package">The Debian package that holds the program.</param>
/// <param name="Arguments">From a folder of its own and two free ports, how to start it; may write files there.</param>
internal sealed record BenchServerKind(string Name, string Program, string Package, Func<string, int, int, string[]> Arguments)
{
    public static BenchServerKind[] All { get; } =
    [
        new("InfluxDB 1", "influxd", "influxdb", InfluxArguments),
        new("VictoriaMetrics", "victoria-metrics", "victoria-metrics", VictoriaArguments),
    ];

    /// <summary>Where the program is; null if it is not installed.</summary>
    public string? Path => Array.Find(
        Array.ConvertAll((Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator), folder => System.IO.Path.Combine(folder, Program)),
        File.Exists);

    private static string[] InfluxArguments(string folder, int port, int otherPort)
    {
        string configuration = System.IO.Path.Combine(folder, "influxdb.conf");
        File.WriteAllText(configuration, $"""
            reporting-disabled = true
            bind-address = "127.0.0.1:{otherPort}"
            [meta]
              dir = "{folder}/meta"
            [data]
              dir = "{folder}/data"
              wal-dir = "{folder}/wal"
            [http]
              bind-address = "127.0.0.1:{port}"
              log-enabled = false
            [monitor]
              store-enabled = false
            """);
        return ["run", "-config", configuration];
    }

    private static string[] VictoriaArguments(string folder, int port, int otherPort) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"-httpListenAddr=127.0.0.1:{port}"),
        $"-storageDataPath={folder}/data",
        "-retentionPeriod=100y",
        "-dedup.minScrapeInterval=1ms",
        "-search.latencyOffset=0s",
        "-loggerLevel=ERROR",
    ];
}
