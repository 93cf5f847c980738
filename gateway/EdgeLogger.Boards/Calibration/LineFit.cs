using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Boards.Calibration;

/// <summary>
/// reference = Intercept + Slope x code, by least squares, with the standard uncertainties of both and their covariance: JCGM
/// 100:2008 (GUM), H.3. The scatter about the line is what the points leave, or what the readings' own scatter gives if that is
/// more (two points leave none).
/// </summary>
public sealed class LineFit
{
    private readonly double _meanCode;
    private readonly double _meanVariance;

    private LineFit(double intercept, double slope, double slopeVariance, double meanCode, double meanVariance, double scatter)
    {
        Intercept = intercept;
        Slope = slope;
        SlopeUncertainty = Math.Sqrt(slopeVariance);
        Scatter = scatter;
        _meanCode = meanCode;
        _meanVariance = meanVariance;
    }

    /// <summary>Value at code 0.</summary>
    public double Intercept { get; }

    /// <summary>Value of one code.</summary>
    public double Slope { get; }

    /// <summary>Standard uncertainty of <see cref="Slope"/>.</summary>
    public double SlopeUncertainty { get; }

    /// <summary>Standard deviation of a point from the line, in the unit of the reference.</summary>
    public double Scatter { get; }

    /// <summary>Fits.</summary>
    /// <exception cref="BoardException">There are fewer than two points, or their codes do not differ.</exception>
    public static LineFit Of(IReadOnlyList<CalibrationPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count < 2)
        {
            throw new BoardException("A calibration needs two reference points at least.");
        }

        double meanCode = points.Average(point => point.MeanCode);
        double meanReference = points.Average(point => point.Reference);
        double squares = points.Sum(point => Square(point.MeanCode - meanCode));
        if (squares < points.Count)
        {
            throw new BoardException(
                "The reference points give the same code: is the reference connected, and does it reach the board?");
        }

        double slope = points.Sum(point => (point.MeanCode - meanCode) * (point.Reference - meanReference)) / squares;
        double left = points.Sum(point => Square(point.Reference - meanReference - (slope * (point.MeanCode - meanCode))));
        double fromLine = points.Count > 2 ? left / (points.Count - 2) : 0;
        double fromReadings = points.Average(point => Square(slope * point.CodeDeviation) / Math.Max(1, point.Count));
        double variance = Math.Max(fromLine, fromReadings);
        return new LineFit(
            meanReference - (slope * meanCode), slope, variance / squares, meanCode, variance / points.Count,
            Math.Sqrt(variance));
    }

    /// <summary>Standard uncertainty of the value at a code, from the fit alone.</summary>
    public double UncertaintyAt(double code) => Math.Sqrt(_meanVariance + Square((code - _meanCode) * SlopeUncertainty));

    private static double Square(double value) => value * value;
}
