using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Sinks;
using EdgeLogger.Sinks.Writing;
using EdgeLogger.Web;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Gathers the figures of /health.</summary>
internal static class HealthFigures
{
    public static GatewayHealth Of(
        GatewayHost host, IngestRate rate, DamageWatch damage, IReadOnlyList<InfluxSink> sinks, TimeProvider time)
    {
        LogSize size = host.Log.Size;
        return new GatewayHealth(
            new IngestHealth(rate.FramesASecond, host.Ingest.Counters.DuplicateFrames, host.Log.Waiting, host.Log.WaitingMost, LastFrameAgeS(host, time)),
            new LogHealth(
                Name(host.Log.Health.State), host.Log.Directory, size.Frames, size.Bytes, size.Segments, damage.Found, host.Log.TornBytes),
            Disk(host.Log.Directory, size, rate, host),
            host.Session.State,
            host.Session.IsUp,
            [.. sinks.Select(sink => Of(sink.Status))]);
    }

    private static double? LastFrameAgeS(GatewayHost host, TimeProvider time) =>
        host.Ingest.Counters.LastStoredAt is > 0 and var at ? time.GetElapsedTime(at).TotalSeconds : null;

    private static DiskHealth Disk(string directory, LogSize size, IngestRate rate, GatewayHost host)
    {
        long free = new DriveInfo(directory).AvailableFreeSpace;
        long frames = host.Ingest.Counters.StoredFrames;
        // What a frame takes on disk beside its own bytes.
        double overhead = frames > 0 && size.Frames > 0
            ? (double)size.Bytes / size.Frames / ((double)host.Ingest.Counters.StoredBytes / frames)
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
        new(status.Name, Name(status.State), status.FramesBehind, status.PointsSetAside, status.Text);

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
