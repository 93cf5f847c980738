namespace EdgeLogger.VirtualBench.Chips;

/// <summary>Errors of the chips that a slot may have instead of the reference design's; the defaults are typical chips.</summary>
public sealed record AlternativeErrors
{
    /// <summary>Perfect chips.</summary>
    public static AlternativeErrors Ideal { get; } = new() { Ina228 = Ina228Errors.Ideal };

    public Ina228Errors Ina228 { get; init; } = new();
}
