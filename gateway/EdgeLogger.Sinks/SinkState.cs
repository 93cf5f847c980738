namespace EdgeLogger.Sinks;

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
