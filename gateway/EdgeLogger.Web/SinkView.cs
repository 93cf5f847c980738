using System;

namespace EdgeLogger.Web;

/// <summary>How a sink stands.</summary>
/// <param name="Name">Where it writes to; without secrets.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Text">The same with its numbers, for a person.</param>
/// <param name="Points">Points the server has accepted since the start.</param>
/// <param name="PointsSetAside">Points the server will never take.</param>
/// <param name="FramesBehind">Frames whose samples it has still to write.</param>
/// <param name="AcceptedAt">When the server accepted a batch last; null if not since the start.</param>
public sealed record SinkView(
    string Name, string State, string Text, long Points, long PointsSetAside, long FramesBehind, DateTimeOffset? AcceptedAt);
