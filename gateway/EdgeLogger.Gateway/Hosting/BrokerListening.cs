using System.Collections.Generic;

namespace EdgeLogger.Gateway.Hosting;

/// <summary>Where the built-in broker listens.</summary>
internal sealed record BrokerListening
{
    /// <summary>Address of this machine.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Port; 0 picks a free one.</summary>
    public int Port { get; init; }

    /// <summary>Port with TLS; 0 picks a free one, null: none.</summary>
    public int? TlsPort { get; init; }

    /// <summary>Without TLS only from this machine.</summary>
    public bool NoPlaintext { get; init; }

    /// <summary>Names and addresses that its certificate is for, besides those that the machine has.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Address without TLS.</summary>
    public string PlainAddress => NoPlaintext ? "127.0.0.1" : Address;

    /// <summary>Address by which programs of this machine reach it without TLS, the gateway first of all.</summary>
    public string LocalAddress => PlainAddress switch
    {
        "0.0.0.0" => "127.0.0.1",
        "::" => "::1",
        _ => PlainAddress,
    };
}
