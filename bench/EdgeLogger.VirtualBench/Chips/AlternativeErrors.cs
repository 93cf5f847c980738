namespace EdgeLogger.VirtualBench.Chips;

/// <summary>Errors of the chips that a slot may have instead of the reference design's; the defaults are typical chips.</summary>
public sealed record AlternativeErrors
{
    /// <summary>Perfect chips.</summary>
    public static AlternativeErrors Ideal { get; } = new()
    {
        Ina228 = Ina228Errors.Ideal,
        Ads1115 = Ads1115Errors.Ideal,
        Max31865 = Max31865Errors.Ideal,
        Hx711 = Hx711Errors.Ideal,
    };

    public Ina228Errors Ina228 { get; init; } = new();

    public Ads1115Errors Ads1115 { get; init; } = new();

    public Max31865Errors Max31865 { get; init; } = new();

    public Hx711Errors Hx711 { get; init; } = new();
}
