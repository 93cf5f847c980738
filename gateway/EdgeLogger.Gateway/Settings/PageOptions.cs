using System.CommandLine;
using System.Net;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Web;

namespace EdgeLogger.Gateway.Settings;

/// <summary>Options of where the page is served.</summary>
internal sealed class PageOptions
{
    public Option<int> Port { get; } =
        CommonOptions.Port("--web", "Port of the page; 0: any free one, -1: no page.", least: -1, usual: 8080);

    public Option<string> Address { get; } = AddressOption(
        "--web-listen", "Address the page listens on. Another one than this machine's own needs a user "
        + "(edgelogger user add) and TLS.", "127.0.0.1");

    public Option<string?> Certificate
    { get; } = TextOption.Input("--web-certificate", "PEM file with the page's certificate: it is then served over https.");

    public Option<string?> Key
    { get; } = TextOption.Input("--web-key", "PEM file with the certificate's key, if that is not in the same file.");

    public Option<bool> Proxy { get; } = new("--web-proxy")
    {
        Description = "A proxy on this machine does TLS for the page, and sets X-Forwarded-For and X-Forwarded-Proto.",
    };

    /// <summary>An option that is an address of this machine.</summary>
    public static Option<string> AddressOption(string name, string description, string usual) => TextOption.Checked(
        new Option<string>(name) { HelpName = "ADDRESS", Description = description, DefaultValueFactory = _ => usual },
        text => IPAddress.TryParse(text, out _)
            ? null
            : ("is not an address", "one of this machine's, as 127.0.0.1, or 0.0.0.0 for all of them"));

    /// <summary>What was asked for; null: no page.</summary>
    public WebOptions? Read(ParseResult parsed) => parsed.GetValue(Port) < 0 ? null : new WebOptions
    {
        Port = parsed.GetValue(Port),
        Address = IPAddress.Parse(parsed.GetRequiredValue(Address)),
        CertificateFile = parsed.GetValue(Certificate),
        KeyFile = parsed.GetValue(Key),
        BehindProxy = parsed.GetValue(Proxy),
    };
}
