using System;

namespace EdgeLogger.Gateway;

/// <summary>
/// Something the person at the terminal can fix. The message says what happened, where, and what to do; no stack trace is shown.
/// </summary>
public sealed class UserErrorException : Exception
{
    public UserErrorException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
