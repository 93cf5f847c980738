using System;
using System.IO;
using System.Linq;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Ingest;
using EdgeLogger.Mqtt;
using EdgeLogger.Sinks;
using EdgeLogger.Web;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Gathers the figures of /health.</summary>
internal sealed class HealthFigures(
    FrameLogWriter log, IngestService ingest, MqttSession session, IngestRate rate, DamageWatch damage, InfluxSinks sinks,
    TimeProvider time)
{
    public GatewayHealth Read()
    {
        LogSize size = log.Size;
        return new GatewayHealth(
            new IngestHealth(rate.FramesASecond, ingest.Counters.DuplicateFrames, log.Waiting, log.WaitingMost, LastFrameAgeS()),
            new LogHealth(Name(log.Health.State), log.Directory, size.Frames, size.Bytes, size.Segments, damage.Found,
                log.TornBytes),
            Disk(size),
            session.State,
            session.IsUp,
            [.. sinks.All.Select(sink => Of(sink.Status))]);
    }

    private double? LastFrameAgeS() =>
        ingest.Counters.LastStoredAt is > 0 and var at ? time.GetElapsedTime(at).TotalSeconds : null;

    private DiskHealth Disk(LogSize size)
    {
        long free = new DriveInfo(log.Directory).AvailableFreeSpace;
        long frames = ingest.Counters.StoredFrames;
        // What a frame takes on disk beside its own bytes.
        double overhead = frames > 0 && size.Frames > 0
            ? (double)size.Bytes / size.Frames / ((double)ingest.Counters.StoredBytes / frames)
            : 1;
        double bytesADay = rate.BytesADay * Math.Max(1, overhead);
        return new DiskHealth(free, bytesADay > 0 ? free / bytesADay : null);
    }

    private static string Name(FrameLogState state) => state switch
    {
        FrameLogState.Good => "good",
        FrameLogState.Waiting => "waiting",
        _ => "broken",
    };

    private static SinkHealth Of(SinkStatus status) =>
        new(status.Name, Name(status.State), status.FramesBehind, status.PointsQuarantined, status.Text);

    private static string Name(SinkState state) => state switch
    {
        SinkState.Starting => "starting",
        SinkState.UpToDate => "up-to-date",
        SinkState.CatchingUp => "catching-up",
        SinkState.Waiting => "waiting",
        SinkState.Paused => "paused",
        SinkState.Failing => "failing",
        _ => "stopped",
    };
}
