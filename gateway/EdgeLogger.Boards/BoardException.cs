using System;

namespace EdgeLogger.Boards;

/// <summary>A board did not do what it was asked for. The message says which board, what, why, and what to do.</summary>
public sealed class BoardException : Exception
{
    public BoardException(string message)
        : base(message)
    {
    }

    public BoardException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
