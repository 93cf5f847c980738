using System;
using System.IO;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Alerts.Notify.Channels;

/// <summary>Secrets of a notifier, read when they are sent.</summary>
internal static class ChannelSecrets
{
    /// <summary>The secret; null if there is none.</summary>
    /// <exception cref="DeliveryException">It is not where it should be.</exception>
    public static string? Read(SecretSource? source)
    {
        try
        {
            return source?.Read();
        }
        catch (IOException error)
        {
            throw new DeliveryException($"no secret: {error.Message}", inner: error);
        }
    }

    /// <summary>A JSON body for where it is to be posted: as set, or as a secret says.</summary>
    /// <exception cref="DeliveryException">The secret is not there, or no address.</exception>
    public static Post PostTo(NotifierSettings settings, byte[] json)
    {
        if (settings.Url is { } known)
        {
            return new Post(known, json, "application/json");
        }

        return Uri.TryCreate(Read(settings.SecretUrl), UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
            ? new Post(uri, json, "application/json") { SecretInAddress = uri.PathAndQuery.Trim('/') }
            : throw new DeliveryException($"{settings.SecretUrl} holds no http or https address");
    }
}
