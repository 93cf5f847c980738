namespace EdgeLogger.Sinks;

/// <summary>A password or token that does not show itself by accident.</summary>
public sealed class Secret
{
    private readonly string _value;

    public Secret(string value) => _value = value;

    /// <summary>The secret, for the one who has to send it.</summary>
    public string Reveal() => _value;

    /// <summary>Not the secret.</summary>
    public override string ToString() => "(secret)";
}
