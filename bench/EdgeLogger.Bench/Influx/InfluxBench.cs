using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Harness;
using EdgeLogger.Sinks;
using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Setup;
using EdgeLogger.Sinks.Writing;

namespace EdgeLogger.Bench.Influx;

/// <summary>
/// The sink, from the log on disk to a real server, beside a bare HttpClient that posts the same batches, packed beforehand. Both
/// take turns, each round into a database of its own, so that a machine with other work slows both.
/// </summary>
internal sealed class InfluxBench : IDisposable
{
    private static readonly TimeSpan ShownWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(250);
    private readonly InfluxBenchOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<string> _progress;
    private readonly HttpClient _client = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("edgelogger-bench-").FullName;
    private readonly KeepingTarget _kept = new();
    private long _points;

    public InfluxBench(InfluxBenchOptions options, TimeProvider time, Action<string> progress)
    {
        _options = options;
        _time = time;
        _progress = progress;
    }

    /// <summary>Bytes that the line writer allocates for a point, once its buffer has its size.</summary>
    public static double BytesAllocatedPerPoint()
    {
        const int Points = 100_000;
        LineProtocolWriter writer = new();
        byte[] series = writer.Begin("el_sample").Tag("board", "bench-01").Tag("cell", "bench-01/0").Tag("slot", "0").SeriesKey();
        WritePoints(writer, series, 5000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int batch = 0; batch < Points / 5000; batch++)
        {
            writer.Clear();
            WritePoints(writer, series, 5000);
        }

        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Points;
    }

    /// <summary>Makes the log and the batches.</summary>
    /// <returns>Points a second of the sink with a server that takes no time at all, and its processor time, us a
    /// point.</returns>
    public async Task<(double PerSecond, double Microseconds)> PrepareAsync(CancellationToken cancellationToken)
    {
        _progress("making a log");
        _points = await BenchLog.MakeAsync(_folder, _options.Points, _time, cancellationToken).ConfigureAwait(false);
        _progress("the sink alone");
        Uri nowhere = new("http://127.0.0.1:1/");
        await SinkRoundAsync(Options(nowhere, "warm"), new KeepingTarget(), cancellationToken).ConfigureAwait(false);
        BenchTime alone = await SinkRoundAsync(Options(nowhere, "kept"), _kept, cancellationToken).ConfigureAwait(false);
        return (_points / alone.ElapsedS, 1e6 * alone.ProcessorS / _points);
    }

    /// <summary>Bytes of a point on the wire.</summary>
    public double WireBytesPerPoint
    {
        get
        {
            long bytes = 0;
            _kept.Bodies.ForEach(body => bytes += body.Length);
            return (double)bytes / _points;
        }
    }

    /// <summary>Measures one server.</summary>
    public async Task<InfluxBenchRow> MeasureAsync(ServerKind kind, CancellationToken cancellationToken)
    {
        RealServer server = new(kind);
        await using (server.ConfigureAwait(false))
        {
            await server.StartAsync(_client, cancellationToken).ConfigureAwait(false);
            BenchTime bare = default;
            BenchTime sink = default;
            long missing = 0;
            List<double> heap = [];
            for (int round = 0; round < _options.Rounds; round++)
            {
                _progress(string.Create(CultureInfo.InvariantCulture, $"{kind.Name}, round {round + 1} of {_options.Rounds}"));
                InfluxOptions sinkInto = Options(server.Address, $"sink{round}");
                InfluxOptions bareInto = Options(server.Address, $"bare{round}");
                await SetUpAsync(sinkInto, cancellationToken).ConfigureAwait(false);
                await SetUpAsync(bareInto, cancellationToken).ConfigureAwait(false);
                // Who goes first alternates: a server is slower the more it holds.
                BenchTime first = round % 2 == 0
                    ? await BareRoundAsync(bareInto, cancellationToken).ConfigureAwait(false)
                    : default;
                BenchTime own = await SinkRoundAsync(
                    sinkInto, LineTargets.Create(sinkInto, _time), cancellationToken).ConfigureAwait(false);
                BenchTime other = round % 2 == 0
                    ? first
                    : await BareRoundAsync(bareInto, cancellationToken).ConfigureAwait(false);
                missing += Math.Abs(_points - await CountAsync(kind, sinkInto, cancellationToken).ConfigureAwait(false));
                if (round > 0)
                {
                    (bare, sink) = (bare.Plus(other), sink.Plus(own));
                    heap.Add(GC.GetTotalMemory(forceFullCollection: true) / 1048576.0);
                }
            }

            double points = (double)_points * (_options.Rounds - 1);
            heap.Sort();
            return new InfluxBenchRow(kind.Name, points / bare.ElapsedS, points / sink.ElapsedS, 1e6 * bare.ProcessorS / points,
                1e6 * sink.ProcessorS / points, heap[0], heap[^1], missing);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static InfluxOptions Options(Uri server, string database) => new()
    {
        Server = server,
        Database = database,
        Kind = InfluxKind.Influx1,
        Samples = SamplePolicy.All,
    };

    private static void WritePoints(LineProtocolWriter writer, byte[] series, int points)
    {
        for (int i = 0; i < points; i++)
        {
            writer.Begin(series)
                .Measured("voltage_v"u8, 3.7 + (i * 1e-6)).Measured("current_a"u8, 0.001).Measured("temperature_degc"u8, 25.0)
                .Measured("pressure_mpa"u8, 50.0)
                .End(1_700_000_000_000 + i);
        }
    }

    private static async Task SetUpAsync(InfluxOptions options, CancellationToken cancellationToken)
    {
        using InfluxSetup setup = new(options, retention: null);
        await setup.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<BenchTime> BareRoundAsync(InfluxOptions options, CancellationToken cancellationToken)
    {
        Uri address = new(options.Server, $"write?db={options.Database}&precision=ms");
        BenchTime began = BenchTime.Now(_time);
        foreach (byte[] body in _kept.Bodies)
        {
            using ByteArrayContent content = new(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("text/plain") { CharSet = "utf-8" };
            content.Headers.ContentEncoding.Add("gzip");
            using HttpResponseMessage answer = await _client.PostAsync(address, content, cancellationToken).ConfigureAwait(false);
            answer.EnsureSuccessStatusCode();
        }

        return BenchTime.Now(_time).Minus(began);
    }

    private async Task<BenchTime> SinkRoundAsync(InfluxOptions options, ILineTarget target, CancellationToken cancellationToken)
    {
        using DerivedStore derived = DerivedStore.Open(_folder);
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        InfluxSink sink = new(_folder, derived, options, target, _time);
        sink.StatusChanged += status =>
        {
            if (status is { State: SinkState.UpToDate, FramesBehind: 0 })
            {
                done.TrySetResult();
            }
        };
        await using (sink.ConfigureAwait(false))
        {
            BenchTime began = BenchTime.Now(_time);
            sink.Start();
            await done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            return BenchTime.Now(_time).Minus(began);
        }
    }

    /// <summary>
    /// Points that the server gives back. VictoriaMetrics shows what it has accepted a moment later: it is asked until all are
    /// there, or for a while.
    /// </summary>
    private async Task<long> CountAsync(ServerKind kind, InfluxOptions options, CancellationToken cancellationToken)
    {
        long began = _time.GetTimestamp();
        long count = await AskCountAsync(kind, options, cancellationToken).ConfigureAwait(false);
        while (count != _points && _time.GetElapsedTime(began) < ShownWithin)
        {
            await Task.Delay(AskEvery, _time, cancellationToken).ConfigureAwait(false);
            count = await AskCountAsync(kind, options, cancellationToken).ConfigureAwait(false);
        }

        return count;
    }

    /// <summary>By its own query language.</summary>
    private async Task<long> AskCountAsync(ServerKind kind, InfluxOptions options, CancellationToken cancellationToken)
    {
        if (kind.Program == "influxd")
        {
            using JsonDocument counted = await AskAsync(
                new Uri(options.Server,
                    $"query?db={options.Database}&q={Uri.EscapeDataString("SELECT COUNT(voltage_v) FROM el_sample")}"),
                        cancellationToken).ConfigureAwait(false);
            return counted.RootElement.GetProperty("results")[0].GetProperty("series")[0].GetProperty("values")[0][1].GetInt64();
        }

        using HttpResponseMessage flushed =
            await _client.GetAsync(new Uri(options.Server, "internal/force_flush"), cancellationToken).ConfigureAwait(false);
        string query = Uri.EscapeDataString($"sum(count_over_time(el_sample_voltage_v{{db=\"{options.Database}\"}}[20y]))");
        using JsonDocument summed =
            await AskAsync(new Uri(options.Server, $"api/v1/query?query={query}"), cancellationToken).ConfigureAwait(false);
        string value = summed.RootElement.GetProperty("data").GetProperty("result")[0].GetProperty("value")[1].GetString()!;
        return (long)double.Parse(value, CultureInfo.InvariantCulture);
    }

    private async Task<JsonDocument> AskAsync(Uri address, CancellationToken cancellationToken) =>
        JsonDocument.Parse(await _client.GetStringAsync(address, cancellationToken).ConfigureAwait(false));
}

/// <summary>How `bench influx` measures.</summary>
internal sealed record InfluxBenchOptions
{
    /// <summary>Points a round; each has voltage, current, temperature and pressure. Default 300,000.</summary>
    public long Points { get; init; } = 300_000;

    /// <summary>Rounds of each way, in turns; the first of each warms up and does not count. Default 4, at least 2.</summary>
    public int Rounds { get; init; } = 4;
}
