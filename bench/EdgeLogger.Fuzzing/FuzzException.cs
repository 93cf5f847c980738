using System;

namespace EdgeLogger.Fuzzing;

/// <summary>A target has not kept what it promises; the message says what.</summary>
public sealed class FuzzException : Exception
{
    public FuzzException()
    {
    }

    public FuzzException(string message)
        : base(message)
    {
    }

    public FuzzException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Throws if a promise is not kept.</summary>
    /// <param name="isKept">Whether it is.</param>
    /// <param name="broken">What is wrong if not.</param>
    public static void Unless(bool isKept, string broken)
    {
        if (!isKept)
        {
            throw new FuzzException(broken);
        }
    }
}
