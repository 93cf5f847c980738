using System;

namespace EdgeLogger.Cycles.Turning;

/// <summary>The charge against which a return is large or small.</summary>
internal struct CapacityScale
{
    /// <summary>One half cycle cut short must not make the engine see pulses as half cycles.</summary>
    private const double MemoryShare = 0.1;

    private double _lastAs;
    private double _beforeLastAs;

    /// <summary>The largest half cycle, or the nominal capacity while that is larger, A s.</summary>
    public double LargestAs;

    public readonly bool IsKnown => LargestAs > 0;

    /// <summary>
    /// The larger of the last two half cycles (nominal before there are two), and at least a tenth of the largest ever.
    /// </summary>
    public readonly double ReferenceAs => Math.Max(Math.Max(_lastAs, _beforeLastAs), MemoryShare * LargestAs);

    public void SetNominal(double nominalAs)
    {
        _lastAs = nominalAs;
        _beforeLastAs = nominalAs;
        LargestAs = nominalAs;
    }

    public void Observe(double halfAs)
    {
        _beforeLastAs = _lastAs;
        _lastAs = halfAs;
        LargestAs = Math.Max(LargestAs, halfAs);
    }
}
