using System;
using System.Security.Cryptography;

namespace EdgeLogger.Sinks;

/// <summary>How long to wait after a failure.</summary>
internal static class RetryWait
{
    /// <summary>
    /// A wait that doubles with each failure, less up to a half by chance, so that sinks do not come back all at once.
    /// </summary>
    public static TimeSpan After(int failures, InfluxOptions options)
    {
        double most = Math.Min(options.RetryMost.TotalMilliseconds, options.RetryFirst.TotalMilliseconds * Math.Pow(2, failures));
        return TimeSpan.FromMilliseconds(most * (1 - (RandomNumberGenerator.GetInt32(500) / 1000.0)));
    }
}
