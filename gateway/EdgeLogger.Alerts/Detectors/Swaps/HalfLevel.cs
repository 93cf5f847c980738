namespace EdgeLogger.Alerts.Detectors.Swaps;

/// <summary>
/// Charge of whole half cycles of one direction before an open circuit, and the first one after it, each from limit to limit.
/// </summary>
internal struct HalfLevel
{
    private const double SteadyShare = 1.0 / 3;

    private Half _first;
    private Half _second;
    private Half _last;
    private int _known;

    /// <summary>The last half cycle before.</summary>
    public readonly Half Last => _last;

    /// <summary>Their mean charge, Ah.</summary>
    public readonly double MeanAh => (_first.Ah + _second.Ah + _last.Ah) / 3;

    public void Learn(in Half half) => (_first, _second, _last, _known) = (_second, _last, half, int.Min(_known + 1, 3));

    public void Forget() => _known = 0;

    /// <summary>
    /// By what share a half cycle holds more than those before; 0 where they cannot be compared, or were not steady.
    /// </summary>
    /// <param name="half">The half cycle.</param>
    /// <param name="leastShare">The share that would be another cell.</param>
    /// <param name="windowV">Range of the voltage in use, V.</param>
    public readonly double Change(in Half half, double leastShare, double windowV)
    {
        double mean = MeanAh;
        double spread = double.Max(double.Max(_first.Ah, _second.Ah), _last.Ah)
            - double.Min(double.Min(_first.Ah, _second.Ah), _last.Ah);
        bool isSteady = _known == 3 && spread <= SteadyShare * leastShare * mean;
        return isSteady && half.IsLike(_last, windowV) && half.IsLike(_first, windowV) && half.IsLike(_second, windowV)
            ? (half.Ah / mean) - 1
            : 0;
    }
}
