using System;

namespace EdgeLogger.FrameLog;

/// <summary>The log cannot be opened, read or written. The message names the path and what to do.</summary>
public sealed class FrameLogException : Exception
{
    public FrameLogException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
