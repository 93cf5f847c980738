using System.CommandLine;
using System.Linq;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Mqtt.Brokers.Certificates;

namespace EdgeLogger.Gateway.Settings;

/// <summary>Options of the built-in broker's TLS.</summary>
internal sealed class BrokerTlsOptions
{
    private const int UsualPort = 8883;

    public Option<int> Port { get; } = CommonOptions.Port(
        "--tls-port", "Port of the built-in broker with TLS; 0: any free one, -1: none.", least: -1, usual: UsualPort);

    public Option<bool> NoPlaintext { get; } = new("--no-plaintext")
    {
        Description = "The built-in broker takes connections without TLS from this machine only.",
    };

    public Option<string[]?> Names { get; } = ParsedOption.Many("--broker-name", "NAME",
        "A further name or address by which clients reach the built-in broker: its certificate is then for that too. "
        + "May be given several times.",
        typed => typed.Select(name => MachineNames.IsName(name)
            ? name
            : throw new UserErrorException($"'{Given.Shown(name)}' is not a name or address of a machine; give for "
                + "example gateway.lab or 10.0.0.5.")).ToArray());

    /// <summary>What was asked for.</summary>
    public BrokerListening Read(ParseResult parsed, string address, int port) => new()
    {
        Address = address,
        Port = port,
        TlsPort = parsed.GetValue(Port) is >= 0 and int tlsPort ? tlsPort : null,
        NoPlaintext = parsed.GetValue(NoPlaintext),
        Names = parsed.GetValue(Names) ?? [],
    };
}
