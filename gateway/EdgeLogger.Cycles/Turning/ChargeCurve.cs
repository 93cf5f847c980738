using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using EdgeLogger.Cycles.Integration;

namespace EdgeLogger.Cycles.Turning;

/// <summary>
/// Follows Q(t) and finds its turning points: an extreme becomes one when the charge has come back from it by more than the
/// threshold. What happened since the extreme is kept apart, as it belongs to the next half cycle or, if the charge goes beyond
/// the extreme after all, to this one.
/// </summary>
internal struct ChargeCurve
{
    /// <summary>Charge back from the extreme that is still noise of a rest, beside the half cycle's.</summary>
    private const double RestShare = 0.001;

    /// <summary>The open half cycle, up to its extreme so far.</summary>
    public HalfSpan Open;

    /// <summary>What happened since that extreme.</summary>
    public HalfTally Since;

    public CurvePoint Now;
    public CapacityScale Scale;

    /// <summary>Closed half cycles that are not taken yet; after the start-up, one at the most.</summary>
    public StartUp StartUp;

    /// <summary>How many of the held half cycles are final.</summary>
    private long _released;
    private long _taken;
    private long _everReleased;

    /// <summary>Voltage at the end of the last rest at the extreme, V; NaN if the current turned without one.</summary>
    private double _restV;

    /// <summary>Whether the present point is the extreme: 1 or 0.</summary>
    private long _atExtreme;

    public readonly bool HasFinal => _taken < _released;

    public readonly bool AtExtreme => _atExtreme != 0;

    public void Begin(double timeS, long row)
    {
        Now.TimeS = timeS;
        Now.Row = row;
        Open.Start = Now;
        Open.End = Now;
        _atExtreme = 1;
        _restV = double.NaN;
    }

    /// <summary>Moves along the curve by one interval, or by the part of it on one side of a change of sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(in CurvePart part, double timeS, long row, double turnFraction)
    {
        Now.Add(part);
        Now.TimeS = timeS;
        Now.Row = row;

        double beyond = Open.Sign * Now.ChargeAs.Since(Open.End.ChargeAs);
        if (beyond > 0 || (beyond == 0 && AtExtreme && MayGoOn(part)))
        {
            Extend();
        }
        else if (beyond < 0 || Open.Sign == 0)
        {
            Retreat(-beyond, turnFraction);
        }
    }

    /// <summary>Puts right what the rows summed to. At the extreme it is the extreme that moves, in either direction.</summary>
    public void Correct(double chargeAs, double energyWs, double turnFraction)
    {
        var part = new CurvePart(chargeAs, energyWs, 0, 0);
        if (AtExtreme && Open.Sign * (Open.NetAs + chargeAs) > 0)
        {
            Now.Add(part);
            Open.End = Now;
        }
        else
        {
            Advance(part, Now.TimeS, Now.Row, turnFraction);
        }
    }

    /// <summary>Looks at a row before the curve moves on: is it the first to go back, after a rest?</summary>
    public void FollowRest(in Sample previous, in Sample next, double flowA)
    {
        if (!(Open.Sign * next.CurrentA < -flowA))
        {
            return;
        }

        bool rested = Math.Abs(previous.CurrentA) <= flowA;
        double backAs = Open.Sign * Open.End.ChargeAs.Since(Now.ChargeAs);
        if (rested && backAs <= RestShare * Open.RangeAs)
        {
            _restV = previous.VoltageV;
        }
        else if (Open.Sign * previous.CurrentA > flowA)
        {
            _restV = double.NaN;
        }
    }

    /// <summary>Books a row to the half cycle it is in.</summary>
    /// <returns>Where it was booked.</returns>
    [UnscopedRef]
    public ref HalfTally AddRow(in Reading reading)
    {
        if (!Scale.IsKnown)
        {
            StartUp.Observe(reading.CurrentA, reading.StepA);
        }

        bool flowsOn = reading.Flows && Open.Sign * reading.CurrentA > 0;
        bool flowsBack = reading.Flows && Open.Sign * reading.CurrentA < 0;
        if (flowsOn && Now.ChargeAs.Since(Open.End.ChargeAs) == 0)
        {
            // Still at the extreme: rows of one time stamp.
            Extend();
        }

        ref HalfTally tally = ref Since;
        if (AtExtreme && !flowsBack)
        {
            tally = ref Open.Tally;
        }

        tally.Add(reading);
        return ref tally;
    }

    public void Mark(long flags)
    {
        if (AtExtreme)
        {
            Open.Tally.Flags |= flags;
        }
        else
        {
            Since.Flags |= flags;
        }
    }

    /// <summary>A turning point may lie in a hole of the record: if the charge goes back after it, both neighbours carry the flags.</summary>
    public void MarkBothSides(long flags)
    {
        Open.Tally.Flags |= flags;
        Since.Flags |= flags;
        _atExtreme = 0;
    }

    public bool TryTakeFinal(out HalfSpan span, out bool first)
    {
        if (!HasFinal)
        {
            span = default;
            first = false;
            return false;
        }

        span = StartUp[(int)_taken];
        first = _everReleased == 0;
        _taken++;
        _everReleased++;
        if (_taken == _released)
        {
            _taken = 0;
            _released = 0;
            StartUp.Clear();
        }

        return true;
    }

    /// <summary>The record ends: what is held is as final as it will be.</summary>
    /// <returns>Whether the open half cycle counts.</returns>
    public bool Finish(double turnFraction)
    {
        StartUp.Condense(turnFraction, ref Open);
        double threshold = turnFraction * Scale.ReferenceAs;
        if (!Scale.IsKnown)
        {
            if (StartUp.IsNoise() || (StartUp.Count == 0 && Open.IsNoise))
            {
                StartUp.Clear();
                return Open.RangeAs > 0 && Open.IsSurelyReal;
            }

            threshold = turnFraction * StartUp.SwingAs(Open);
            Release();
        }

        return Open.RangeAs > threshold;
    }

    /// <summary>Nothing was added, but by another reading of the discontinuity the charge went on: that doubt belongs to this half.</summary>
    private readonly bool MayGoOn(in CurvePart part) => Open.Sign * (part.AboveAs - part.BelowAs) > 0;

    private void Extend()
    {
        if (!AtExtreme)
        {
            Open.Tally.Append(Since);
            Since = default;
            _atExtreme = 1;
        }

        Open.End = Now;
    }

    private void Retreat(double backAs, double turnFraction)
    {
        if (Open.Sign == 0)
        {
            double moved = Now.ChargeAs.Since(Open.Start.ChargeAs);
            if (moved != 0)
            {
                Open.Sign = Math.Sign(moved);
                Extend();
            }

            return;
        }

        _atExtreme = 0;
        double range = Open.RangeAs;
        double reference = Scale.IsKnown ? Math.Max(range, Scale.ReferenceAs) : StartUp.SwingAs(Open);
        if (backAs > turnFraction * reference)
        {
            Turn(range > turnFraction * Scale.ReferenceAs, turnFraction);
        }
        else if (backAs > range && IsFirst)
        {
            // The record opens with a wiggle, and its extreme lies on the other side.
            Turn(false, turnFraction);
        }
    }

    private readonly bool IsFirst => _everReleased == 0 && StartUp.Count == 0;

    private void Turn(bool counts, double turnFraction)
    {
        HalfSpan closed = Open;
        closed.RestAfterV = _restV;
        _restV = double.NaN;
        Open = new HalfSpan { Start = closed.End, End = Now, Tally = Since, Sign = -closed.Sign };
        Since = default;
        _atExtreme = 1;
        if (!counts && IsFirst)
        {
            return;
        }

        if (Scale.IsKnown)
        {
            StartUp.Put(closed);
            Release();
        }
        else if (StartUp.Hold(closed, turnFraction, ref Open))
        {
            Release();
        }
    }

    private void Release()
    {
        for (int i = 0; i < StartUp.Count; i++)
        {
            Scale.Observe(StartUp[i].RangeAs);
        }

        _released = StartUp.Count;
    }
}
