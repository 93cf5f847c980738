using System.Collections.Generic;

namespace EdgeLogger.Alerts.Detectors.Trends;

/// <summary>
/// Least squares of a quantity on the cycle number and on a cause (a temperature) together, so that a day's wave is not taken for
/// a trend. The cause's part is drawn to zero by a prior: where the cause hardly moves it explains nothing.
/// </summary>
internal readonly struct TrendLine
{
    private readonly double _meanX;
    private readonly double _meanY;
    private readonly double _meanCause;
    private readonly double _perCause;
    private readonly double _xx;
    private readonly double _xc;
    private readonly double _cc;
    private readonly double _determinant;
    private readonly int _count;
    private readonly bool _isLevel;

    /// <param name="samples">At least two.</param>
    /// <param name="isLevel">A level is fitted, without a slope.</param>
    /// <param name="causeRidge">Variance of the noise over that of the cause's coefficient before anything is known.</param>
    public TrendLine(List<TrendSample> samples, double causeRidge, bool isLevel = false)
    {
        _isLevel = isLevel;
        int causes = 0;
        _count = samples.Count;
        foreach (TrendSample sample in samples)
        {
            _meanX += sample.X / _count;
            _meanY += sample.Y / _count;
            bool known = !double.IsNaN(sample.Cause);
            _meanCause += known ? sample.Cause : 0;
            causes += known ? 1 : 0;
        }

        _meanCause = causes > 0 ? _meanCause / causes : double.NaN;
        double xy = 0;
        double cy = 0;
        foreach (TrendSample sample in samples)
        {
            double x = FromMean(sample.X);
            double y = sample.Y - _meanY;
            double c = Centred(sample.Cause);
            _xx += x * x;
            _xc += x * c;
            _cc += c * c;
            xy += x * y;
            cy += c * y;
        }

        _cc += causeRidge;
        _xx = isLevel ? 1 : _xx;
        _determinant = (_xx * _cc) - (_xc * _xc);
        Slope = _determinant > 0 ? ((_cc * xy) - (_xc * cy)) / _determinant : 0;
        _perCause = _determinant > 0 ? ((_xx * cy) - (_xc * xy)) / _determinant : 0;
    }

    /// <summary>Change per cycle at a steady cause.</summary>
    public double Slope { get; }

    /// <summary>The value at a cycle, with a slope of one's own choice beyond the last sample.</summary>
    /// <param name="lastX">The last sample's cycle.</param>
    /// <param name="sample">Where to.</param>
    /// <param name="slopeBeyond">Slope from there on.</param>
    public double At(double lastX, in TrendSample sample, double slopeBeyond) =>
        _meanY + (Slope * (double.Min(sample.X, lastX) - _meanX)) + (slopeBeyond * double.Max(0, sample.X - lastX))
        + CausePart(sample.Cause);

    /// <summary>What the cause adds to the value.</summary>
    public double CausePart(double cause) => _perCause * Centred(cause);

    /// <summary>Variance of the line at a sample over that of the noise.</summary>
    public double Leverage(in TrendSample sample)
    {
        double x = FromMean(sample.X);
        double c = Centred(sample.Cause);
        double spread = _determinant > 0 ? ((_cc * x * x) - (2 * _xc * x * c) + (_xx * c * c)) / _determinant : 0;
        return (1.0 / _count) + spread;
    }

    private double FromMean(double x) => _isLevel ? 0 : x - _meanX;

    private double Centred(double cause) => double.IsNaN(cause) || double.IsNaN(_meanCause) ? 0 : cause - _meanCause;
}
