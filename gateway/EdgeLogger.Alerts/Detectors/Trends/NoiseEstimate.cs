using System;

namespace EdgeLogger.Alerts.Detectors.Trends;

/// <summary>
/// How much a cell scatters about its own forecasts: robust (median of magnitudes), and as much larger as neighbours are alike,
/// since a sum of errors that stay together grows faster than one of independent errors. The last sixty count.
/// </summary>
internal sealed class NoiseEstimate
{
    private const int Most = 60;
    private const double MadToSigma = 1.4826;
    private const int Lags = 5;
    private const double MostInflation = 20;

    /// <summary>An estimate from few is as likely too small as too large; too small raises false alarms.</summary>
    private const double FewFactor = 2.5;

    private readonly double[] _errors = new double[Most];
    private readonly double[] _work = new double[Most];
    private int _next;
    private bool _stale;
    private double _sigma;
    private double _inflation = 1;

    /// <summary>Errors known, at most sixty.</summary>
    public int Count { get; private set; }

    public void Add(double error)
    {
        _errors[_next] = error;
        _next = (_next + 1) % Most;
        Count = int.Min(Count + 1, Most);
        _stale = true;
    }

    /// <summary>Standard deviation to judge by.</summary>
    /// <param name="floor">The least it is taken for: no instrument is better.</param>
    public double Sigma(double floor)
    {
        if (_stale)
        {
            Update();
            _stale = false;
        }

        double few = 1 + (FewFactor / Math.Sqrt(int.Max(Count, 1)));
        return double.Max(floor, _sigma * few) * Math.Sqrt(_inflation);
    }

    private void Update()
    {
        for (int i = 0; i < Count; i++)
        {
            _work[i] = Math.Abs(_errors[i]);
        }

        Array.Sort(_work, 0, Count);
        _sigma = MadToSigma * 0.5 * (_work[(Count - 1) / 2] + _work[Count / 2]);
        _inflation = double.Clamp(LongRunOverOwn(), 1, MostInflation);
    }

    // Variance of a long sum over that of independent errors, by weighted correlations at the first lags (Newey and West 1987).
    private double LongRunOverOwn()
    {
        int oldest = Count < Most ? 0 : _next;
        double clip = 3 * _sigma;
        double squares = 0;
        for (int i = 0; i < Count; i++)
        {
            // The sorted magnitudes are not wanted any more: their room holds the errors in order.
            _work[i] = double.Clamp(_errors[(oldest + i) % Most], -clip, clip);
            squares += _work[i] * _work[i];
        }

        double ratio = 1;
        for (int lag = 1; lag <= Lags && squares > 0; lag++)
        {
            double products = 0;
            for (int i = lag; i < Count; i++)
            {
                products += _work[i] * _work[i - lag];
            }

            ratio += 2 * (1 - (lag / (Lags + 1.0))) * products / squares;
        }

        return ratio;
    }
}
