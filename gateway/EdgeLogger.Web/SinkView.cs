using System;

namespace EdgeLogger.Web;

/// <summary>How a sink stands.</summary>
/// <param name="Name">Where it writes to; without secrets.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Text">The same with its numbers, for a person.</param>
/// <param name="Points">Points the server has accepted since the start.</param>
/// <param name="PointsQuarantined">Points the server will never take.</param>
/// <param name="FramesBehind">Frames whose samples it has still to write.</param>
/// <param name="AcceptedAt">When the server accepted a batch last; null if not since the start.</param>
public sealed record SinkView(
    string Name, string State, string Text, long Points, long PointsQuarantined, long FramesBehind, DateTimeOffset? AcceptedAt);

/// <summary>How far a sink has come in one stream.</summary>
/// <param name="Board">The board of the stream.</param>
/// <param name="Stream">The stream, hexadecimal.</param>
/// <param name="NextFrame">The first frame that the server is not known to have.</param>
/// <param name="NewestFrame">The newest frame of the log, without a hole before it.</param>
public sealed record SinkCursorView(string Board, string Stream, long NextFrame, uint NewestFrame)
{
    /// <summary>Frames that the server has still to get.</summary>
    public long Behind => NewestFrame + 1L - NextFrame;
}

/// <summary>A point that a server would not take.</summary>
/// <param name="RejectedAt">When.</param>
/// <param name="Line">The point, as line protocol.</param>
/// <param name="Words">The server's words.</param>
public sealed record DeadLetterView(DateTimeOffset RejectedAt, string Line, string Words);
