namespace EdgeLogger.VirtualBench.Cells;

/// <summary>One quantity over a piece of time in which it is a straight line.</summary>
/// <param name="StartS">Where it begins, s of uptime.</param>
/// <param name="EndS">Where the next one begins.</param>
/// <param name="Value">Value at the start.</param>
/// <param name="Slope">Change per second.</param>
public readonly record struct CellPiece(double StartS, double EndS, double Value, double Slope)
{
    /// <summary>A constant.</summary>
    public static CellPiece Constant(double startS, double endS, double value) => new(startS, endS, value, 0);

    /// <summary>A line between the values at both ends.</summary>
    public static CellPiece Line(double startS, double endS, double startValue, double endValue)
        => new(startS, endS, startValue, (endValue - startValue) / (endS - startS));

    /// <summary>The value in the middle of a part, which is the part's mean.</summary>
    public double Mean(double t0, double t1) => Value + (Slope * (((t0 + t1) * 0.5) - StartS));
}
