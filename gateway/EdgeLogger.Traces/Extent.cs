using System;

namespace EdgeLogger.Traces;

/// <summary>Lowest and highest value of a quantity over some time; NaN where it was not measured.</summary>
/// <param name="Min">Lowest.</param>
/// <param name="Max">Highest.</param>
public readonly record struct Extent(double Min, double Max)
{
    /// <summary>Nothing measured.</summary>
    public static Extent None { get; } = new(double.NaN, double.NaN);

    /// <summary>Whether there is a value.</summary>
    public bool IsKnown => !double.IsNaN(Min);

    /// <summary>With one more value; NaN changes nothing.</summary>
    public Extent With(double value) => With(new Extent(value, value));

    /// <summary>Both together.</summary>
    public Extent With(Extent other) =>
        !other.IsKnown ? this : !IsKnown ? other : new Extent(Math.Min(Min, other.Min), Math.Max(Max, other.Max));
}
