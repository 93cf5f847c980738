using System.Collections.Generic;

namespace EdgeLogger.Web;

/// <summary>Figures of a gateway, as /health shows them beside what is wrong.</summary>
/// <param name="Ingest">What comes in.</param>
/// <param name="Log">The frame log.</param>
/// <param name="Disk">The disk under it.</param>
/// <param name="Broker">The connection to the broker, in words.</param>
/// <param name="BrokerUp">Whether there is one.</param>
/// <param name="Sinks">Where results and samples go.</param>
public sealed record GatewayHealth(
    IngestHealth Ingest, LogHealth Log, DiskHealth Disk, string Broker, bool BrokerUp, IReadOnlyList<SinkHealth> Sinks);

/// <summary>What comes in.</summary>
/// <param name="FramesASecond">New frames on disk a second, over the last minute.</param>
/// <param name="Duplicates">Frames that were on disk already, since the start.</param>
/// <param name="Waiting">Items that wait for the disk now.</param>
/// <param name="WaitingMost">Items that may wait; then the broker, and in the end the boards, wait.</param>
/// <param name="LastFrameAgeS">Seconds since a frame was stored; null if none was since the start.</param>
public sealed record IngestHealth(double FramesASecond, long Duplicates, int Waiting, int WaitingMost, double? LastFrameAgeS);

/// <summary>The frame log.</summary>
/// <param name="State">good, waiting or broken.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Frames">Frames in it.</param>
/// <param name="Bytes">What they take, about.</param>
/// <param name="Segments">Segments.</param>
/// <param name="DamagedFrames">Frames that the disk has changed, found since the start.</param>
/// <param name="TornBytes">Bytes of an unfinished transaction left out at the start.</param>
public sealed record LogHealth(string State, string Path, long Frames, long Bytes, int Segments, long DamagedFrames,
    long TornBytes);

/// <summary>The disk.</summary>
/// <param name="FreeBytes">Free for this user.</param>
/// <param name="DaysLeft">Until it is full at the present rate; null if it is too soon to say or nothing comes.</param>
public sealed record DiskHealth(long FreeBytes, double? DaysLeft);

/// <summary>A sink.</summary>
/// <param name="Name">Where it writes to; without secrets.</param>
/// <param name="State">What it is doing.</param>
/// <param name="FramesBehind">Frames whose samples it has still to write.</param>
/// <param name="PointsQuarantined">Points the server will never take.</param>
/// <param name="Text">One line for a person.</param>
public sealed record SinkHealth(string Name, string State, long FramesBehind, long PointsQuarantined, string Text);
