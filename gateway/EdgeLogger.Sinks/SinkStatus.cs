using System;
using System.Globalization;

namespace EdgeLogger.Sinks;

/// <summary>How a sink stands.</summary>
/// <param name="Name">Where it writes to; without secrets.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Words">Why, in the server's words where it has any; "" while all is well.</param>
/// <param name="Points">Points the server has accepted since the start, those included that it was written twice.</param>
/// <param name="PointsQuarantined">Points the server will never take, since the sink's file was made.</param>
/// <param name="FramesBehind">Frames in the log whose samples it has still to write.</param>
/// <param name="AcceptedAt">When the server accepted a batch last; null if not since the start.</param>
public sealed record SinkStatus(
    string Name, SinkState State, string Words, long Points, long PointsQuarantined, long FramesBehind,
    DateTimeOffset? AcceptedAt)
{
    /// <summary>One line for a person.</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture, $"{Name}: {Activity}, {Points:N0} points{Quarantined}{Reason}");

    private string Activity => State switch
    {
        SinkState.Starting => "starting",
        SinkState.UpToDate => "up to date",
        SinkState.CatchingUp => string.Create(CultureInfo.InvariantCulture, $"catching up, {FramesBehind:N0} frames behind"),
        SinkState.Waiting => string.Create(
            CultureInfo.InvariantCulture, $"waiting for the server, {FramesBehind:N0} frames behind"),
        SinkState.Paused => "PAUSED",
        SinkState.Failing => "FAILING",
        _ => "stopped",
    };

    private string Quarantined =>
        PointsQuarantined == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {PointsQuarantined:N0} quarantined");

    private string Reason => Words.Length == 0 ? "" : $" ({Words})";
}

/// <summary>What a sink is doing.</summary>
public enum SinkState
{
    /// <summary>It has not had an answer yet.</summary>
    Starting,

    /// <summary>The server has all there is.</summary>
    UpToDate,

    /// <summary>The server has accepted the last batch, and there is more.</summary>
    CatchingUp,

    /// <summary>The server cannot be reached or is not ready; the sink tries again and again.</summary>
    Waiting,

    /// <summary>The server refuses us: a person has to look. The sink tries again at long intervals.</summary>
    Paused,

    /// <summary>The sink itself cannot go on: its own file or the log cannot be read or written. It tries again.</summary>
    Failing,

    /// <summary>Stopped.</summary>
    Stopped,
}
