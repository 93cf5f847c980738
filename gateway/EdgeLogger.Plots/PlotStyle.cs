using System.Collections.Generic;

namespace EdgeLogger.Plots;

/// <summary>
/// Colours that people with any common colour blindness can distinguish (the palette of Okabe and Ito, 2008), each with its own
/// dashes for print without colour.
/// </summary>
public static class PlotStyle
{
    public const int Black = 0;
    public const int White = 0xFFFFFF;
    public const int Gray = 0xD0D0D0;
    public const int Blue = 0x0072B2;
    public const int Vermilion = 0xD55E00;

    public const double TextSize = 14;
    public const double TitleSize = 18;

    /// <summary>One pen for each cycle whose curves are drawn.</summary>
    public static IReadOnlyList<PlotPen> Curves { get; } =
    [
        new(Black, 1.6),
        new(Blue, 1.6, 9, 4),
        new(Vermilion, 1.6),
        new(0x009E73, 1.6, 2.5, 3),
        new(0xCC79A7, 1.6, 12, 4, 2.5, 4),
        new(0xE69F00, 1.6, 5, 3),
    ];

    public static readonly PlotPen Frame = new(Black, 1.2);
    public static readonly PlotPen Grid = new(Gray, 0.8);
    public static readonly PlotPen Charge = new(Vermilion, 1.4, 6, 4);
    public static readonly PlotPen Discharge = new(Blue, 1.4);
}

/// <summary>How a line is drawn.</summary>
/// <param name="Rgb">Colour, 0xRRGGBB.</param>
/// <param name="Width">Width in units of the page.</param>
/// <param name="Dash">Lengths of dashes and gaps in turn, in units of the page; empty is a solid line.</param>
public sealed record PlotPen(int Rgb, double Width, params IReadOnlyList<double> Dash);
