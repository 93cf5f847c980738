using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using EdgeLogger.Cycles.Integration;
using EdgeLogger.Cycles.Model;

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

    public CurvePoint Now;
    public CapacityScale Scale;

    /// <summary>
    /// The open half cycle, up to its extreme so far. Its end is out of date while <see cref="_endIsNow"/>: as long as the charge
    /// goes on, a row costs no copy.
    /// </summary>
    private HalfSpan _open;

    /// <summary>What happened since that extreme.</summary>
    private HalfTally _since;

    /// <summary>Closed half cycles that are not taken yet; after the start-up, one at the most.</summary>
    public StartUp StartUp;

    /// <summary>How many of the held half cycles are final.</summary>
    private long _released;
    private long _taken;
    private long _everReleased;

    /// <summary>The end of the last rest at the extreme; none if the current turned without one.</summary>
    private RestMark _rest;

    /// <summary>Whether the charge stands at the extreme, so that a row at rest belongs to the open half cycle: 1 or 0.</summary>
    private long _atExtreme;

    /// <summary>Whether the present point is the end of the open half cycle: 1 or 0.</summary>
    private long _endIsNow;

    public readonly bool HasFinal => _taken < _released;

    public readonly bool AtExtreme => _atExtreme != 0;

    /// <summary>The open half cycle up to its extreme so far.</summary>
    public readonly HalfSpan Open
    {
        get
        {
            HalfSpan open = _open;
            open.End = _endIsNow != 0 ? Now : _open.End;
            return open;
        }
    }

    /// <summary>How far the open half cycle has come, A s.</summary>
    public readonly double OpenRangeAs => Math.Abs(End.ChargeAs.Since(_open.Start.ChargeAs));

    /// <summary>The largest half cycle, the open one included, A s.</summary>
    public readonly double LargestAs => Math.Max(Scale.LargestAs, OpenRangeAs);

    private readonly CurvePoint End => _endIsNow != 0 ? Now : _open.End;

    public void Begin(double timeS, long row)
    {
        Now.TimeS = timeS;
        Now.Row = row;
        _open.Start = Now;
        _atExtreme = 1;
        _endIsNow = 1;
        _rest = RestMark.None;

        // What was wrong before the first reading belongs to the half cycle that begins with it.
        _open.Tally.Flags |= _since.Flags;
        _since.Flags = 0;
    }

    /// <summary>The open half cycle as it would be if the record ended here, of a record that is still starting up too.</summary>
    /// <param name="turnFraction">The threshold's share.</param>
    /// <param name="held">How many half cycles are held back before it.</param>
    public readonly HalfSpan OpenBesideHeld(double turnFraction, out int held)
    {
        HalfSpan open = Open;
        if (StartUp.Count > 0)
        {
            StartUp condensed = StartUp;
            condensed.Condense(turnFraction, ref open);
            held = condensed.Count;
        }
        else
        {
            held = 0;
        }

        return open;
    }

    /// <summary>Moves along the curve by one interval, or by the part of it on one side of a change of sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(in CurvePart part, double timeS, long row, double turnFraction)
    {
        CompensatedSum charge = Now.ChargeAs;
        charge.Add(part.ChargeAs);
        double beyond = _open.Sign * (_endIsNow != 0 ? charge.Since(Now.ChargeAs) : charge.Since(_open.End.ChargeAs));
        bool goesOn = beyond > 0 || (beyond == 0 && AtExtreme && MayGoOn(part));
        if (!goesOn)
        {
            KeepEnd();
        }

        Now.ChargeAs = charge;
        Now.EnergyWs.Add(part.EnergyWs);
        Now.BelowAs += part.BelowAs;
        Now.AboveAs += part.AboveAs;
        Now.TimeS = timeS;
        Now.Row = row;
        if (goesOn)
        {
            Extend();
        }
        else if (beyond < 0 || _open.Sign == 0)
        {
            Retreat(-beyond, turnFraction);
        }
    }

    /// <summary>Puts right what the rows summed to. At the extreme it is the extreme that moves, in either direction.</summary>
    public void Correct(double chargeAs, double energyWs, double turnFraction)
    {
        var part = new CurvePart(chargeAs, energyWs, 0, 0);
        if (AtExtreme && _open.Sign * (End.ChargeAs.Since(_open.Start.ChargeAs) + chargeAs) > 0)
        {
            Now.Add(part);
            _endIsNow = 1;
        }
        else
        {
            Advance(part, Now.TimeS, Now.Row, turnFraction);
        }
    }

    /// <summary>Looks at a row before the curve moves on: is it the first to go back, after a rest?</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FollowRest(in Sample previous, in CellConditions conditions, double currentA, double flowA)
    {
        if (_open.Sign * currentA < -flowA)
        {
            EndRest(previous, conditions, flowA);
        }
    }

    /// <summary>Books a row to the half cycle it is in.</summary>
    /// <returns>Where it was booked.</returns>
    [UnscopedRef]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref HalfTally AddRow(in Reading reading)
    {
        double along = reading.Flows ? _open.Sign * reading.CurrentA : 0;
        if (along > 0 && _endIsNow == 0 && Now.ChargeAs.Since(_open.End.ChargeAs) == 0)
        {
            // Still at the extreme: rows of one time stamp.
            Extend();
        }

        ref HalfTally tally = ref _since;
        if (AtExtreme && along >= 0)
        {
            tally = ref _open.Tally;
        }

        tally.Add(reading);
        if (!Scale.IsKnown)
        {
            tally.Noise.Add(reading);
            StartUp.Observe(reading.CurrentA, reading.StepA);
        }

        return ref tally;
    }

    public void Mark(long flags)
    {
        if (AtExtreme)
        {
            _open.Tally.Flags |= flags;
        }
        else
        {
            _since.Flags |= flags;
        }
    }

    /// <summary>
    /// A turning point may be in a hole of the record: if the charge goes back after it, both neighbours carry the flags.
    /// </summary>
    public void MarkBothSides(long flags)
    {
        KeepEnd();
        _open.Tally.Flags |= flags;
        _since.Flags |= flags;
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
        KeepEnd();
        StartUp.Condense(turnFraction, ref _open);
        double threshold = turnFraction * Scale.ReferenceAs;
        if (!Scale.IsKnown)
        {
            if (StartUp.IsNoise() || (StartUp.Count == 0 && _open.IsNoise))
            {
                StartUp.Clear();
                return _open.RangeAs > 0 && _open.IsSurelyReal;
            }

            threshold = turnFraction * StartUp.SwingAs(_open);
            Release();
        }

        return _open.RangeAs > threshold;
    }

    /// <summary>
    /// Nothing was added, but by another reading of the discontinuity the charge went on: that doubt belongs to this half.
    /// </summary>
    private readonly bool MayGoOn(in CurvePart part) => _open.Sign * (part.AboveAs - part.BelowAs) > 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Extend()
    {
        if (!AtExtreme)
        {
            ComeBack();
        }

        _endIsNow = 1;
    }

    /// <summary>The charge came back to the extreme: what happened meanwhile belongs to the open half cycle after all.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ComeBack()
    {
        _open.Tally.Append(_since);
        _since = default;
        _atExtreme = 1;
    }

    /// <summary>To be called before the present point leaves the end of the open half cycle.</summary>
    private void KeepEnd()
    {
        if (_endIsNow != 0)
        {
            _open.End = Now;
            _endIsNow = 0;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EndRest(in Sample previous, in CellConditions conditions, double flowA)
    {
        bool rested = Math.Abs(previous.CurrentA) <= flowA;
        double backAs = _open.Sign * End.ChargeAs.Since(Now.ChargeAs);
        if (rested && backAs <= RestShare * OpenRangeAs)
        {
            _rest = RestMark.Of(previous.VoltageV, conditions);
        }
        else if (_open.Sign * previous.CurrentA > flowA)
        {
            _rest = RestMark.None;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Retreat(double backAs, double turnFraction)
    {
        if (_open.Sign == 0)
        {
            double moved = Now.ChargeAs.Since(_open.Start.ChargeAs);
            if (moved != 0)
            {
                _open.Sign = Math.Sign(moved);
                Extend();
            }

            return;
        }

        _atExtreme = 0;
        double range = _open.RangeAs;
        double reference = Scale.IsKnown ? Math.Max(range, Scale.ReferenceAs) : StartUp.SwingAs(_open);
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
        HalfSpan closed = _open;
        closed.RestAfter = _rest;
        _rest = RestMark.None;
        _open = new HalfSpan { Start = closed.End, End = Now, Tally = _since, Sign = -closed.Sign };
        _since = default;
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
        else if (StartUp.Hold(closed, turnFraction, ref _open))
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
