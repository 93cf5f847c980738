using System;
using System.IO;
using EdgeLogger.Mqtt;

namespace EdgeLogger.Gateway.Commands.Reading;

/// <summary>The address of a broker as people type it; its password comes from the environment.</summary>
internal static class BrokerUrl
{
    /// <summary>Variable that holds the password of a broker given by --mqtt.</summary>
    public const string PasswordVariable = "EDGELOGGER_MQTT_PASSWORD";

    /// <summary>Variable that holds the password of a broker given by --mirror-broker.</summary>
    public const string MirrorPasswordVariable = "EDGELOGGER_MIRROR_PASSWORD";

    /// <summary>Reads mqtt://USER@HOST:PORT, or mqtts://USER@HOST:PORT?ca=FILE.</summary>
    /// <exception cref="UserErrorException">It is not an address of a broker.</exception>
    public static MqttLinkOptions Parse(string url, string passwordVariable = PasswordVariable)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("mqtt" or "mqtts") || uri.Host.Length == 0)
        {
            throw new UserErrorException(
                $"'{WithoutUser(url)}' is not a broker. Write for example mqtt://gateway@broker.lab:1883, or mqtts:// for TLS.");
        }

        if (uri.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            throw new UserErrorException($"A password in an address can be read by others: put it in {passwordVariable}.");
        }

        bool tls = uri.Scheme == "mqtts";
        return new MqttLinkOptions
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : tls ? 8883 : 1883,
            UseTls = tls,
            CaFile = AuthorityFile(uri),
            ClientId = "edgelogger-gateway",
            Username = uri.UserInfo.Length > 0 ? Uri.UnescapeDataString(uri.UserInfo) : null,
            Password = Environment.GetEnvironmentVariable(passwordVariable),
        };
    }

    // What is before the host may be a password.
    private static string WithoutUser(string url) => Given.Shown(url[(url.LastIndexOf('@') + 1)..]);

    private static string? AuthorityFile(Uri uri)
    {
        const string Named = "?ca=";
        string file = uri.Query.StartsWith(Named, StringComparison.Ordinal)
            ? Uri.UnescapeDataString(uri.Query[Named.Length..])
            : "";
        return uri.Query.Length == 0 ? null
            : uri.Scheme == "mqtts" && File.Exists(file) ? file
            : throw new UserErrorException($"'{uri.Query}' is not known. After an mqtts:// address, ?ca=FILE names a file that "
                + "is there, with the certificate of the authority that signed the broker's.");
    }
}
