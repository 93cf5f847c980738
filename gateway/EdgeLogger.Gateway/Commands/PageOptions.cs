using System.CommandLine;
using System.Net;
using EdgeLogger.Web;

namespace EdgeLogger.Gateway.Commands;

/// <summary>Options of where the page is served.</summary>
internal sealed class PageOptions
{
    public Option<int> Port { get; } = new("--web")
    {
        HelpName = "PORT",
        Description = "Port of the page; -1: no page.",
        DefaultValueFactory = _ => 8080,
    };

    public Option<string> Address { get; } = new("--web-listen")
    {
        HelpName = "ADDRESS",
        Description = "Address the page listens on. Another one than this machine's own needs a user (edgelogger user add) and TLS.",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    public Option<string?> Certificate { get; } = new("--web-certificate")
    {
        HelpName = "FILE",
        Description = "PEM file with the page's certificate: it is then served over https.",
    };

    public Option<string?> Key { get; } = new("--web-key")
    {
        HelpName = "FILE",
        Description = "PEM file with the certificate's key, if that is not in the same file.",
    };

    public Option<bool> Proxy { get; } = new("--web-proxy")
    {
        Description = "A proxy on this machine does TLS for the page, and sets X-Forwarded-For and X-Forwarded-Proto.",
    };

    /// <summary>What was asked for; null: no page.</summary>
    /// <exception cref="UserErrorException">The address is none.</exception>
    public WebOptions? Read(ParseResult parsed)
    {
        int port = parsed.GetValue(Port);
        if (port < 0)
        {
            return null;
        }

        string address = parsed.GetRequiredValue(Address);
        return new WebOptions
        {
            Port = port,
            Address = IPAddress.TryParse(address, out IPAddress? parsedAddress)
                ? parsedAddress
                : throw new UserErrorException($"'{address}' is no address. Write for example --web-listen 0.0.0.0."),
            CertificateFile = parsed.GetValue(Certificate),
            KeyFile = parsed.GetValue(Key),
            BehindProxy = parsed.GetValue(Proxy),
        };
    }
}
