using System;

namespace EdgeLogger.Sinks.Http;

/// <summary>A server could not be set up; the message says why and what to do.</summary>
public sealed class InfluxSetupException : Exception
{
    public InfluxSetupException(string message)
        : base(message)
    {
    }

    public InfluxSetupException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
