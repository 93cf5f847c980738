using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Turning;

namespace EdgeLogger.Cycles.Pairing;

/// <summary>Numbers half cycles and joins them in the cell's order.</summary>
internal struct CyclePairing
{
    /// <summary>The first half of the cycle under way.</summary>
    private HalfSpan _first;
    private long _hasFirst;
    private long _order;
    private long _halves;
    private long _cycles;
    private Signature _signature;

    public readonly int HalfCount => (int)_halves;

    public void Begin(CycleOrder order) => _order = (long)order;

    /// <returns>The cycle that this half completes, if it does.</returns>
    public Cycle? Add(in HalfSpan span, HalfCycle half, double largestHalfAs)
    {
        if (_order == (long)CycleOrder.Auto)
        {
            _order = (long)(span.Sign > 0 ? CycleOrder.ChargeFirst : CycleOrder.DischargeFirst);
        }

        _halves++;
        bool opens = (_order == (long)CycleOrder.ChargeFirst) == (span.Sign > 0);
        if (opens)
        {
            _first = span;
            _hasFirst = 1;
            return null;
        }

        HalfCycle? first = _hasFirst != 0 ? _first.ToHalfCycle(half.Index - 1) : null;
        _hasFirst = 0;
        return Build(first, half, largestHalfAs);
    }

    /// <returns>The cycle whose second half never came, if there is one.</returns>
    public Cycle? Finish(double largestHalfAs)
    {
        if (_hasFirst == 0)
        {
            return null;
        }

        _hasFirst = 0;
        return Build(_first.ToHalfCycle(HalfCount - 1), null, largestHalfAs);
    }

    private Cycle Build(HalfCycle? first, HalfCycle? second, double largestHalfAs)
    {
        _cycles++;
        var order = (CycleOrder)_order;
        HalfCycle? charge = order == CycleOrder.ChargeFirst ? first : second;
        HalfCycle? discharge = order == CycleOrder.ChargeFirst ? second : first;
        bool partial = first is null or { Partial: true } || second is null or { Partial: true };
        QualityFlags flags = (first?.Flags ?? QualityFlags.None) | (second?.Flags ?? QualityFlags.None);
        // With the sign in doubt, what is called in may have gone out: a ratio of the two would be a number about nothing.
        bool isRatio = !partial && (flags & QualityFlags.SignSuspect) == 0;
        return new Cycle
        {
            Number = (int)_cycles,
            Charge = charge,
            Discharge = discharge,
            Order = order,
            Partial = partial,
            Provisional = first is { Provisional: true } || second is { Provisional: true },
            CoulombicEfficiency = isRatio ? second!.Ah / first!.Ah : null,
            EnergyEfficiency = isRatio ? discharge!.Wh / charge!.Wh : null,
            Signature = _signature.Write(charge, discharge, order, largestHalfAs),
            Flags = flags,
        };
    }
}
