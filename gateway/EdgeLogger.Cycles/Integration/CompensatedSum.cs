using System.Runtime.CompilerServices;

namespace EdgeLogger.Cycles.Integration;

/// <summary>
/// A running sum whose rounding errors are kept and added back (Neumaier 1974): its error does not grow with the number of terms.
/// </summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _lost;

    public readonly double Value => _sum + _lost;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double term)
    {
        // Knuth's two-sum: exact for any order of magnitudes, and without a branch.
        double sum = _sum + term;
        double kept = sum - _sum;
        _lost += (_sum - (sum - kept)) + (term - kept);
        _sum = sum;
    }

    /// <summary>The difference, taken part by part so that what the compensation holds is not rounded away.</summary>
    public readonly double Since(in CompensatedSum earlier) => (_sum - earlier._sum) + (_lost - earlier._lost);
}
