using System;
using System.Net.Http.Headers;
using System.Text;

namespace EdgeLogger.Sinks.Http;

/// <summary>How a sink shows a server who it is.</summary>
internal static class Authorisation
{
    /// <summary>The header; null where there is no secret.</summary>
    public static AuthenticationHeaderValue? For(InfluxOptions options, InfluxKind kind)
    {
        if (options.Secret is not { } secret)
        {
            return null;
        }

        return options.User.Length > 0
            ? new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{secret.Reveal()}")))
            : new AuthenticationHeaderValue(kind == InfluxKind.Influx3 ? "Bearer" : "Token", secret.Reveal());
    }
}
