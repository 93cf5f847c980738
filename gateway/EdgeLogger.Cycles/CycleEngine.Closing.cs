using System;
using System.Runtime.CompilerServices;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Turning;

namespace EdgeLogger.Cycles;

/// <content>From turning points to results: half cycles, cycles and steps that wait to be taken.</content>
public sealed partial class CycleEngine
{
    /// <summary>Codes larger than this share of the current in use are coarse.</summary>
    private const double CoarseShare = 0.005;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TakeFinal()
    {
        if (_state.Curve.HasFinal)
        {
            CloseFinal();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CloseFinal()
    {
        while (_state.Curve.TryTakeFinal(out HalfSpan span, out bool first))
        {
            Close(ref span, first);
        }
    }

    private void Close(ref HalfSpan span, bool first)
    {
        span.Tally.Flags |= FlagsAtClose(span, first);
        HalfCycle half = span.ToHalfCycle(_state.Pairing.HalfCount);
        _state.Flags |= (long)half.Flags;
        _halves.Enqueue(half);
        if (_state.Pairing.Add(span, half, _state.Curve.Scale.LargestAs) is { } cycle)
        {
            _cycles.Enqueue(cycle);
        }
    }

    private long FlagsAtClose(in HalfSpan span, bool first)
    {
        long flags = _details ? HalfSpan.DetailedBit : 0;
        if (first && span.Start.Row == _state.FirstRow && IsFlow(_state.FirstAbsoluteA))
        {
            flags |= (long)QualityFlags.JoinsMidway | HalfSpan.PartialBit;
        }

        if (Math.Max(_state.CurrentCodes.Code, _state.CurrentResolutionA) > CoarseShare * span.Tally.MeanCurrentA)
        {
            flags |= (long)QualityFlags.CoarseCurrent;
        }

        return span.IsSignSuspect ? flags | (long)QualityFlags.SignSuspect : flags;
    }

    /// <summary>The last reading, if it is one of a rest.</summary>
    private RestMark LastRest(bool flowing) =>
        flowing ? RestMark.None : RestMark.Of(_state.Previous.VoltageV, _state.PreviousConditions);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PutStep() => _closedSteps.Enqueue(_state.Watch.Steps.Closed(_state.Curve.LargestAs));

    private void EndStep()
    {
        if (_state.Watch.End() && _steps)
        {
            PutStep();
        }
    }
}
