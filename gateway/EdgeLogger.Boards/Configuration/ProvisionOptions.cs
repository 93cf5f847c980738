namespace EdgeLogger.Boards.Configuration;

/// <summary>What a board is given at its serial port. Null: as it is, or as it is by default.</summary>
public sealed record ProvisionOptions
{
    /// <summary>The board's id.</summary>
    public required string Board { get; init; }

    public string? WifiSsid { get; init; }

    public string? WifiPassword { get; init; }

    public string? BrokerHost { get; init; }

    public int? BrokerPort { get; init; }

    public bool? UseTls { get; init; }

    /// <summary>The board's password at the broker.</summary>
    public string? Password { get; init; }

    /// <summary>Certificate of the authority that signed the broker's, PEM.</summary>
    public string? Ca { get; init; }

    /// <summary>The board's own certificate, PEM.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>The key of that, PEM.</summary>
    public string? ClientKey { get; init; }

    /// <summary>Slots of a board that has no configuration yet, 1 to 4.</summary>
    public int Slots { get; init; } = 4;
}
