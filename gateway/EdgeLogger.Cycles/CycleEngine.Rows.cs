using System;
using System.Runtime.CompilerServices;
using EdgeLogger.Cycles.Integration;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Turning;

namespace EdgeLogger.Cycles;

/// <content>
/// The way of a row: is it a measurement, is it joined with the last, what did the interval add to the charge curve, to which
/// half cycle does it belong. A row in the middle of a steady step runs straight through; what is rare is in methods that are not
/// inlined. </content>
public sealed partial class CycleEngine
{
    /// <summary>Readings beyond this are not a measurement (1e12 s is 30,000 years) and would overflow the sums.</summary>
    private const double Absurd = 1e12;

    /// <summary>A larger change of the current is a step, not the next code.</summary>
    private const double StepShare = 0.25;

    private static bool IsMeasurement(in Sample sample) =>
        Math.Abs(sample.TimeS) < Absurd && Math.Abs(sample.VoltageV) < Absurd && Math.Abs(sample.CurrentA) < Absurd;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsFlow(double currentA) => Math.Abs(currentA) > _state.Current.FlowA;

    private void AddReading(in Sample sample, in CellConditions conditions)
    {
        long row = NextRow();
        if (!IsMeasurement(sample))
        {
            Mark(QualityFlags.NotANumber);
            return;
        }

        double seconds = 0;
        if (_state.HasPrevious != 0)
        {
            _state.Current.Observe(_state.Previous.CurrentA, sample.CurrentA);
            seconds = SecondsToJoin(sample);
        }

        double fairV = sample.VoltageV;
        double fairA = sample.CurrentA;
        if (_state.HasPrevious == 0)
        {
            Join(sample, row);
        }
        else
        {
            double stepV = sample.VoltageV - _state.Previous.VoltageV;
            if (_correctTriggered && seconds > 0 && IsFlow(sample.CurrentA) && IsFlow(_state.Previous.CurrentA)
                && _state.Triggered.Observe(sample.CurrentA, stepV, _state.Intervals.IsTimed(seconds)))
            {
                fairV = _state.Triggered.FairVoltageV(sample.VoltageV, stepV);
                fairA = _state.Triggered.FairCurrentA(sample.CurrentA);
            }

            if (_details)
            {
                _state.Curve.FollowRest(_state.Previous, _state.PreviousConditions, sample.CurrentA, _state.Current.FlowA);
            }

            Integrate(sample.TimeS, fairV, fairA, seconds, row);
            _state.Sampling.Observe(sample.TimeS - _state.Previous.TimeS);
        }

        AddRow(sample, row, seconds, conditions);
        _state.FairVoltageV = fairV;
        _state.FairCurrentA = fairA;
    }

    private void AddMeanRow(in Sample mean, double chargeAs, double energyWs, in CellConditions conditions)
    {
        long row = NextRow();
        bool exact = !double.IsNaN(chargeAs) || !double.IsNaN(energyWs);
        bool usable = IsMeasurement(mean) && (!exact || (Math.Abs(chargeAs) < Absurd && Math.Abs(energyWs) < Absurd));
        if (!usable)
        {
            Mark(QualityFlags.NotANumber);
            return;
        }

        double seconds = 0;
        if (_state.HasPrevious != 0)
        {
            _state.Current.Observe(_state.Previous.CurrentA, mean.CurrentA);
            seconds = SecondsSincePrevious(mean.TimeS);
            if (_details)
            {
                _state.Curve.FollowRest(_state.Previous, _state.PreviousConditions, mean.CurrentA, _state.Current.FlowA);
            }
        }
        else
        {
            Join(mean, row);
        }

        double booked = exact ? chargeAs : mean.CurrentA * seconds;
        double energy = exact ? energyWs : booked * mean.VoltageV;
        _state.Curve.Advance(new CurvePart(booked, energy, 0, 0), mean.TimeS, row, _turnFraction);
        AddRow(mean, row, seconds, conditions);
        _state.FairVoltageV = mean.VoltageV;
        _state.FairCurrentA = mean.CurrentA;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long NextRow()
    {
        ThrowIfFinished();
        return _state.Rows++;
    }

    private void ThrowIfFinished()
    {
        if (_state.Finished != 0)
        {
            throw new InvalidOperationException("The record has been finished; a new record needs a new engine.");
        }
    }

    private double SecondsSincePrevious(double timeS)
    {
        double seconds = timeS - _state.Previous.TimeS;
        if (seconds >= 0)
        {
            return seconds;
        }

        Mark(QualityFlags.BackwardClock);
        return 0;
    }

    /// <summary>The interval to integrate over: none if the clock ran backwards, a break if too much is unknown.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double SecondsToJoin(in Sample sample)
    {
        double seconds = SecondsSincePrevious(sample.TimeS);
        bool rests = !IsFlow(_state.Previous.CurrentA) && !IsFlow(sample.CurrentA);
        if (_state.Intervals.IsLong(seconds))
        {
            // A long rest is not the noise of its two readings times its length.
            return rests ? 0 : SecondsAcrossHole(sample, seconds);
        }

        if (!rests && seconds > 0)
        {
            _state.Intervals.Observe(seconds, sample.VoltageV - _state.Previous.VoltageV);
        }

        return seconds;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private double SecondsAcrossHole(in Sample sample, double seconds)
    {
        if (_state.Intervals.IsExplained(_state.Previous, sample, _state.Curve.LargestAs))
        {
            _state.Intervals.Observe(seconds, sample.VoltageV - _state.Previous.VoltageV);
            return seconds;
        }

        Break(QualityFlags.Gap);
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Join(in Sample sample, long row)
    {
        if (_state.Begun == 0)
        {
            _state.Begun = 1;
            _state.FirstRow = row;
            _state.FirstAbsoluteA = Math.Abs(sample.CurrentA);
            _state.Curve.Begin(sample.TimeS, row);
        }
        else if (_state.BrokeUnderCurrent != 0 || IsFlow(sample.CurrentA))
        {
            _state.Curve.MarkBothSides(_state.BreakFlags | HalfSpan.PartialBit);
        }
        else
        {
            _state.Curve.Mark(_state.BreakFlags);
        }

        _state.BreakFlags = 0;
        _state.BrokeUnderCurrent = 0;
        _state.Curve.Advance(default, sample.TimeS, row, _turnFraction);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Integrate(double timeS, double fairV, double fairA, double seconds, long row)
    {
        var from = new Sample(_state.Previous.TimeS, _state.FairVoltageV, _state.FairCurrentA);
        var to = new Sample(timeS, fairV, fairA);
        if (_state.Current.IsDiscontinuity(from.CurrentA, fairA))
        {
            IntegrateStep(from, to, seconds, row);
        }
        else
        {
            _state.Curve.Advance(Trapezoid.Smooth(from, to, seconds), timeS, row, _turnFraction);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void IntegrateStep(in Sample from, in Sample to, double seconds, long row)
    {
        EdgeRule rule = RuleFor(from, to);
        if (from.CurrentA * to.CurrentA < 0)
        {
            double crossingS = from.TimeS + seconds * (from.CurrentA / (from.CurrentA - to.CurrentA));
            CurvePart before = Trapezoid.BeforeCrossing(from, to, seconds, rule);
            CurvePart after = Trapezoid.AfterCrossing(from, to, seconds, rule);
            _state.Curve.Advance(before, crossingS, row - 1, _turnFraction);
            TakeFinal();
            _state.Curve.Advance(after, to.TimeS, row, _turnFraction);
        }
        else
        {
            _state.Curve.Advance(Trapezoid.Step(from, to, seconds, rule), to.TimeS, row, _turnFraction);
        }
    }

    /// <summary>
    /// The rule as set; or what the sampling shows, which is no more than a decay at held voltage or a step at the last reading.
    /// </summary>
    private EdgeRule RuleFor(in Sample from, in Sample to) =>
        _edgeRule != EdgeRule.Sampling || Trapezoid.IsDecay(from, to) ? _edgeRule
        : _state.Sampling.SteppedAtLastReading(to.TimeS - from.TimeS) ? EdgeRule.HoldNew
        : EdgeRule.Linear;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddRow(in Sample sample, long row, double seconds, in CellConditions conditions)
    {
        double stepA = _state.HasPrevious != 0 ? sample.CurrentA - _state.Previous.CurrentA : 0;
        var reading = new Reading(row, sample.TimeS, sample.VoltageV, sample.CurrentA, stepA, seconds, _state.Current.FlowA);
        if (reading.Flows && Math.Abs(stepA) < StepShare * Math.Abs(sample.CurrentA))
        {
            _state.CurrentCodes.Observe(Math.Abs(stepA));
        }

        double stepV = sample.VoltageV - _state.Previous.VoltageV;
        if (_state.Stuck.Observe(stepV, stepA, _state.Current.LargestA, _state.Curve.Scale.LargestAs))
        {
            Mark(QualityFlags.SensorStuck);
        }

        TakeFinal();
        ref HalfTally tally = ref _state.Curve.AddRow(reading);
        if (_watches
            && _state.Watch.Observe(reading, _state.Previous, conditions, _state.Curve.Now, _state.Current.JumpA,
                ref tally.Detail)
            && _steps)
        {
            PutStep();
        }

        _state.Previous = sample;
        _state.PreviousConditions = conditions;
        _state.HasPrevious = 1;
    }
}
