using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Ingest;
using EdgeLogger.Keys;
using EdgeLogger.Mqtt;
using EdgeLogger.Topics;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeLogger.Bench.Measuring;

/// <summary>From a frame's arrival at ingest to its acknowledgement, which follows fsync.</summary>
internal static class IngestBench
{
    private const string Board = "bench-1";
    private const ulong FirstStream = 0xBE_0000;
    private const int Streams = 40;

    /// <summary>Runs ingest and log, in an empty directory, at a rate for so many frames.</summary>
    public static async Task<BenchRow> RunAsync(
        string directory, double ratePerSecond, int frames, TimeProvider time, CancellationToken cancellationToken)
    {
        frames -= frames % Streams;
        MqttMessage[] messages = Messages(frames);
        Arrivals arrivals = new(ratePerSecond, frames, time);
        Latencies latencies = new(frames);
        BenchSource source = new(Streams, FirstStream, arrivals, latencies);
        FrameLogWriter log = FrameLogWriter.Open(directory, new FrameLogOptions(), time);
        await using (log.ConfigureAwait(false))
        {
            using IngestService ingest =
                new(source, log, BoardKeys.None, new IngestOptions(), NullLogger<IngestService>.Instance, time);
            int commits = 0;
            log.Committed += _ => commits++;
            log.Start();
            using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task running = ingest.RunAsync(stopping.Token);
            await arrivals.RunAsync(index => source.Send(messages[index]), cancellationToken).ConfigureAwait(false);
            await source.All.WaitAsync(cancellationToken).ConfigureAwait(false);
            await stopping.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return new BenchRow("ingest, disk, acknowledged", ratePerSecond, latencies,
                string.Create(CultureInfo.InvariantCulture, $"{frames:N0} frames in {commits:N0} commits"));
        }
    }

    private static MqttMessage[] Messages(int frames)
    {
        byte[] schema = BenchCell.Schema(Board, FirstStream, Streams);
        BenchCell[] cells = [.. Enumerable.Range(0, Streams).Select(i => new BenchCell(FirstStream + (ulong)i, schema, i))];
        string topic = new BoardTopics(Board).Live;
        return [.. Enumerable.Range(0, frames).Select(i => new MqttMessage(topic, cells[i % Streams].Next(), retain: false, 1))];
    }
}
