using System;
using EdgeLogger.Sinks.Http;

namespace EdgeLogger.Sinks.Setup;

/// <summary>A server could not be set up; the message says why and what to do, and holds no secret.</summary>
public sealed class InfluxSetupException : Exception
{
    public InfluxSetupException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Nobody answers, or TLS fails.</summary>
    internal static InfluxSetupException Unreachable(InfluxOptions options, Exception cause) => new(
        $"{options.Server} does not answer: {HttpAnswer.Plain(HttpAnswer.Cause(cause), options.Secret)} Is the server running, "
        + "and is the address right?", cause);

    /// <summary>Something else answers.</summary>
    internal static InfluxSetupException NotInflux(InfluxOptions options, Exception cause) => new(
        $"{options.Server} answers, but not as InfluxDB does: {HttpAnswer.Plain(cause.Message, options.Secret)}", cause);

    /// <summary>The server says no.</summary>
    /// <param name="options">Where it was asked.</param>
    /// <param name="status">Its HTTP status.</param>
    /// <param name="what">What it was asked for.</param>
    /// <param name="words">Its own words.</param>
    /// <param name="inner">The error that brought them, if there is one.</param>
    internal static InfluxSetupException Refused(
        InfluxOptions options, int? status, string what, string words, Exception? inner = null)
    {
        string said = HttpAnswer.Plain($"{status} {words}", options.Secret);
        return new(
            status is 401 or 403
                ? $"{options.Server} does not let us do this ({said}). Making a database needs an administrator's user or token: "
                    + "user=NAME&password-file=PATH, or token-file=PATH."
                : $"{options.Server} refuses {what}: {said}",
            inner);
    }
}
