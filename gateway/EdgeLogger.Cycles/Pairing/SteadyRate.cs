using System;

namespace EdgeLogger.Cycles.Pairing;

/// <summary>The rate class of one direction; a rate near the limit of two classes keeps the one it had.</summary>
internal struct SteadyRate
{
    private const double SameRate = 0.05;

    private double _rate;
    private double _class;

    public double Classify(double rate)
    {
        if (!(rate > 0))
        {
            return 0;
        }

        if (Math.Abs(rate - _rate) > SameRate * _rate)
        {
            _rate = rate;
            _class = RateClass.Nearest(rate);
        }

        return _class;
    }
}
