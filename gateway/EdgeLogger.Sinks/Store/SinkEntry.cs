using System;

namespace EdgeLogger.Sinks.Store;

/// <summary>A sink as its file knows it.</summary>
/// <param name="Name">Server and database, without secrets.</param>
/// <param name="State">What it was doing when that changed last.</param>
/// <param name="Words">Why, in the server's words; "" while all was well.</param>
/// <param name="Since">When that was; null if it has never run.</param>
/// <param name="PointsSetAside">Points its server would not take.</param>
/// <param name="DeadLetters">Of those, the ones that are kept.</param>
/// <param name="FramesBehind">Frames of the log beyond its saved cursors.</param>
public sealed record SinkEntry(
    string Name, string State, string Words, DateTimeOffset? Since, long PointsSetAside, long DeadLetters, long FramesBehind);
