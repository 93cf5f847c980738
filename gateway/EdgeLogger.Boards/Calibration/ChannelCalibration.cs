using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Boards.Calibration;

/// <summary>
/// What a calibration found for one channel, as the board keeps it, and how far it can be trusted. The uncertainty combines the
/// fit's with the reference's, which is the same instrument at all points and so does not average out (GUM, 5.1 and F.1.2.3).
/// </summary>
/// <param name="ZeroCode">Code at zero.</param>
/// <param name="GainPpb">Gain over what the parts' values give, less 1, x 10^9.</param>
/// <param name="ExpandedUncertainty">Largest uncertainty within the points, with coverage factor 2, in the unit of the
/// reference.</param>
/// <param name="LargestResidual">Largest distance of a point from the line, in that unit.</param>
public sealed record ChannelCalibration(int ZeroCode, int GainPpb, double ExpandedUncertainty, double LargestResidual)
{
    private const double CoverageFactor = 2;
    private const double MostGainPpb = 1e8;

    /// <summary>Works a calibration out.</summary>
    /// <param name="points">Two or more.</param>
    /// <param name="nominalScale">Value of one code by the parts' values alone, without a gain.</param>
    /// <param name="reference">Standard uncertainty of the reference at a value.</param>
    /// <exception cref="BoardException">The points do not make a calibration; the message says why.</exception>
    public static ChannelCalibration Of(
        IReadOnlyList<CalibrationPoint> points, double nominalScale, Func<double, double> reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        LineFit fit = LineFit.Of(points);
        double gainPpb = ((fit.Slope / nominalScale) - 1) * 1e9;
        if (!(Math.Abs(gainPpb) <= MostGainPpb))
        {
            throw new BoardException(
                $"The points say that a code is worth {fit.Slope / nominalScale:0.###} times what the parts give; up to 10 % "
                + "are possible. Check the references, the slot's parts in its configuration, and the wiring.");
        }

        double uncertainty = points.Max(point =>
            Math.Sqrt(Square(fit.UncertaintyAt(point.MeanCode)) + Square(reference(point.Reference))
                + Square(fit.Slope / 2 / Math.Sqrt(3))));
        double residual = points.Max(point => Math.Abs(point.Reference - fit.Intercept - (fit.Slope * point.MeanCode)));
        return new ChannelCalibration(
            (int)Math.Round(-fit.Intercept / fit.Slope), (int)Math.Round(gainPpb), CoverageFactor * uncertainty, residual);
    }

    private static double Square(double value) => value * value;
}
