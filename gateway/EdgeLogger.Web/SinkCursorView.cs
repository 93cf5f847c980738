namespace EdgeLogger.Web;

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
