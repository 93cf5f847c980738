using System.Collections.Generic;

namespace EdgeLogger.Plots;

/// <summary>How a line is drawn.</summary>
/// <param name="Rgb">Colour, 0xRRGGBB.</param>
/// <param name="Width">Width in units of the page.</param>
/// <param name="Dash">Lengths of dashes and gaps in turn, in units of the page; empty is a solid line.</param>
public sealed record PlotPen(int Rgb, double Width, params IReadOnlyList<double> Dash);
