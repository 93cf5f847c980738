using System;
using System.Buffers;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using EdgeLogger.Cycles.Integration;
using EdgeLogger.Cycles.Turning;

namespace EdgeLogger.Cycles;

/// <summary>
/// Finds half cycles and cycles in a stream of readings of one cell, in constant time and memory per reading. A half cycle lies
/// between two turning points of the charge; docs/specs/cycles.md defines every quantity. Not safe for concurrent use.
/// </summary>
public sealed class CycleEngine
{
    private const double SecondsPerHour = 3600;

    /// <summary>Readings beyond this are no measurement (1e12 s is 30,000 years) and would overflow the sums.</summary>
    private const double Absurd = 1e12;

    /// <summary>A larger change of the current is a step, not the next code.</summary>
    private const double StepShare = 0.25;

    /// <summary>Codes larger than this share of the current in use are coarse.</summary>
    private const double CoarseShare = 0.005;

    private readonly double _turnFraction;
    private readonly EdgeRule _edgeRule;
    private readonly bool _correctTriggered;
    private readonly bool _details;
    private readonly bool _watches;
    private readonly bool _steps;
    private readonly Queue<HalfCycle> _halves = new(4);
    private readonly Queue<Cycle> _cycles = new(4);
    private readonly Queue<Step> _closedSteps = new(4);
    private EngineState _state;

    /// <summary>Those of the row that is being added. No argument: rows without conditions are not to pay for it.</summary>
    private CellConditions _conditions = CellConditions.Unknown;

    /// <summary>Starts at the beginning of a record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public CycleEngine(CycleEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _turnFraction = options.TurnFraction;
        _edgeRule = options.EdgeRule;
        _correctTriggered = options.CorrectTriggeredReadings;
        _details = options.Details;
        _steps = options.Steps;
        _watches = _details || _steps;
        _state.Pairing.Begin(options.Order);
        if (options.NominalAh is double nominalAh)
        {
            _state.Curve.Scale.SetNominal(nominalAh * SecondsPerHour);
        }
    }

    /// <summary>Rows taken in, those left out as not a number included; the next row's index.</summary>
    public long Rows => _state.Rows;

    /// <summary>Everything flagged anywhere in the record so far.</summary>
    public QualityFlags Flags => (QualityFlags)_state.Flags;

    /// <summary>
    /// The half cycle under way as far as its extreme, for display; null before charge has moved. Computed when asked for.
    /// </summary>
    public HalfCycle? OpenHalf
    {
        get
        {
            ChargeCurve curve = _state.Curve;
            bool first = curve.StartUp.Count == 0 && _state.Pairing.HalfCount == 0;
            curve.StartUp.Condense(_turnFraction, ref curve.Open);
            if (_state.Finished != 0 || !(curve.Open.RangeAs > 0))
            {
                return null;
            }

            HalfSpan open = curve.Open;
            open.Tally.Flags |= HalfSpan.ProvisionalBit | FlagsAtClose(open, first);
            open.RestAfterV = IsFlow(_state.Previous.CurrentA) ? double.NaN : _state.Previous.VoltageV;
            return open.ToHalfCycle(_state.Pairing.HalfCount + curve.StartUp.Count);
        }
    }

    /// <summary>Adds an instant reading: straight lines between readings, the edge rule where the current jumps.</summary>
    public void Add(in Sample sample)
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

        Sample fair = sample;
        if (_state.HasPrevious == 0)
        {
            Join(sample, row);
        }
        else
        {
            fair = Fair(sample, seconds);
            if (_details)
            {
                _state.Curve.FollowRest(_state.Previous, sample, _state.Current.FlowA);
            }

            Integrate(fair, seconds, row);
        }

        AddRow(sample, row, seconds);
        _state.PreviousFair = fair;
    }

    /// <summary>Adds an instant reading, and what surrounded the cell.</summary>
    public void Add(in Sample sample, in CellConditions conditions)
    {
        _conditions = conditions;
        Add(sample);
        _conditions = CellConditions.Unknown;
    }

    /// <summary>
    /// Adds a board's row: means over the time since the last row. After a break, or as the first row, it has no interval and adds
    /// no charge.
    /// </summary>
    public void AddMean(double endS, double meanVoltageV, double meanCurrentA) =>
        AddMean(new Sample(endS, meanVoltageV, meanCurrentA), double.NaN, double.NaN);

    /// <summary>Adds a board's row, and the means of what surrounded the cell.</summary>
    public void AddMean(double endS, double meanVoltageV, double meanCurrentA, in CellConditions conditions)
    {
        _conditions = conditions;
        AddMean(endS, meanVoltageV, meanCurrentA);
        _conditions = CellConditions.Unknown;
    }

    /// <summary>
    /// Adds a board's row whose charge and energy are known exactly. They count even where the row has no interval.
    /// </summary>
    public void AddMean(double endS, double meanVoltageV, double meanCurrentA, double chargeAh, double energyWh) =>
        AddMean(new Sample(endS, meanVoltageV, meanCurrentA), chargeAh * SecondsPerHour, energyWh * SecondsPerHour);

    /// <summary>Adds a board's row whose charge and energy are known exactly, and the means of what surrounded the cell.</summary>
    public void AddMean(
        double endS, double meanVoltageV, double meanCurrentA, double chargeAh, double energyWh, in CellConditions conditions)
    {
        _conditions = conditions;
        AddMean(endS, meanVoltageV, meanCurrentA, chargeAh, energyWh);
        _conditions = CellConditions.Unknown;
    }

    /// <summary>
    /// Puts right what the rows since the last exact count summed to. It is booked to the present point of the charge curve.
    /// </summary>
    public void Correct(double deltaAh, double deltaWh)
    {
        ThrowIfFinished();
        if (!(Math.Abs(deltaAh) < Absurd && Math.Abs(deltaWh) < Absurd))
        {
            Mark(QualityFlags.NotANumber);
            return;
        }

        if (_state.Begun != 0)
        {
            _state.Curve.Correct(deltaAh * SecondsPerHour, deltaWh * SecondsPerHour, _turnFraction);
            TakeFinal();
        }
    }

    /// <summary>
    /// The next row is not joined with the last: nothing is integrated across. The half cycle is flagged, and partial if current
    /// flowed at either side.
    /// </summary>
    public void Break(QualityFlags why)
    {
        ThrowIfFinished();
        _state.Flags |= (long)why;
        _state.BreakFlags |= (long)why;
        if (_state.HasPrevious != 0)
        {
            _state.BrokeUnderCurrent = IsFlow(_state.Previous.CurrentA) ? 1 : 0;
            _state.HasPrevious = 0;
            EndStep();
        }
    }

    /// <summary>Flags the half cycle under way, for what only the source of the rows can know (a converter that saturates).</summary>
    public void Mark(QualityFlags flags)
    {
        _state.Flags |= (long)flags;
        _state.Curve.Mark((long)flags);
    }

    /// <summary>
    /// Ends the record: the open half cycle follows if it is larger than the threshold, provisional, and partial if current still
    /// flowed.
    /// </summary>
    /// <exception cref="InvalidOperationException">The record has been finished before.</exception>
    public void Finish()
    {
        ThrowIfFinished();
        _state.Finished = 1;
        bool flowing = _state.BreakFlags != 0 ? _state.BrokeUnderCurrent != 0 : IsFlow(_state.Previous.CurrentA);
        EndStep();
        bool openCounts = _state.Curve.Finish(_turnFraction);
        TakeFinal();
        if (openCounts)
        {
            HalfSpan open = _state.Curve.Open;
            bool cut = flowing && _state.Curve.AtExtreme;
            open.Tally.Flags |= _state.BreakFlags | HalfSpan.ProvisionalBit | (cut ? HalfSpan.PartialBit : 0);
            open.RestAfterV = flowing ? double.NaN : _state.Previous.VoltageV;
            _state.Curve.Scale.Observe(open.RangeAs);
            Close(ref open, _state.Pairing.HalfCount == 0);
        }

        if (_state.Pairing.Finish(_state.Curve.Scale.LargestAs) is { } lone)
        {
            _cycles.Enqueue(lone);
        }
    }

    /// <summary>Takes the next closed half cycle, in order. Take after every row or batch of rows: they wait in memory.</summary>
    public bool TryTakeHalf(out HalfCycle half) => _halves.TryDequeue(out half!);

    /// <summary>Takes the next cycle, in order.</summary>
    public bool TryTakeCycle(out Cycle cycle) => _cycles.TryDequeue(out cycle!);

    /// <summary>Takes the next closed step, in order, if <see cref="CycleEngineOptions.Steps"/> is set.</summary>
    public bool TryTakeStep(out Step step) => _closedSteps.TryDequeue(out step!);

    /// <summary>Writes the state, less than 8 KB: an engine restored from it goes on identically, to the last bit.</summary>
    /// <exception cref="InvalidOperationException">Results are waiting; take them first, they are not part of the state.</exception>
    public void Save(IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (_halves.Count > 0 || _cycles.Count > 0 || _closedSteps.Count > 0)
        {
            throw new InvalidOperationException(
                $"{_halves.Count} half cycles, {_cycles.Count} cycles and {_closedSteps.Count} steps are waiting. "
                + "Take them before the state is saved.");
        }

        Checkpoint.Write(_state, destination);
    }

    /// <summary>Goes on from a saved state. The options must be those it was saved under.</summary>
    /// <exception cref="System.IO.InvalidDataException">The state is another version's, or not one.</exception>
    public static CycleEngine Restore(CycleEngineOptions options, ReadOnlySpan<byte> state) =>
        new(options) { _state = Checkpoint.Read(state) };

    private static bool IsMeasurement(in Sample sample) =>
        Math.Abs(sample.TimeS) < Absurd && Math.Abs(sample.VoltageV) < Absurd && Math.Abs(sample.CurrentA) < Absurd;

    private bool IsFlow(double currentA) => Math.Abs(currentA) > _state.Current.FlowA;

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

    private void AddMean(in Sample mean, double chargeAs, double energyWs)
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
                _state.Curve.FollowRest(_state.Previous, mean, _state.Current.FlowA);
            }
        }
        else
        {
            Join(mean, row);
        }

        double booked = exact ? chargeAs : mean.CurrentA * seconds;
        double energy = exact ? energyWs : booked * mean.VoltageV;
        _state.Curve.Advance(new CurvePart(booked, energy, 0, 0), mean.TimeS, row, _turnFraction);
        AddRow(mean, row, seconds);
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
    private double SecondsToJoin(in Sample sample)
    {
        double seconds = SecondsSincePrevious(sample.TimeS);
        bool rests = !IsFlow(_state.Previous.CurrentA) && !IsFlow(sample.CurrentA);
        bool isLong = _state.Intervals.IsLong(seconds);
        if (!isLong || rests)
        {
            if (!rests && seconds > 0)
            {
                _state.Intervals.Observe(seconds, sample.VoltageV - _state.Previous.VoltageV);
            }

            // A long rest is not the noise of its two readings times its length.
            return isLong ? 0 : seconds;
        }

        double largestAs = Math.Max(_state.Curve.Scale.LargestAs, _state.Curve.Open.RangeAs);
        if (_state.Intervals.IsExplained(_state.Previous, sample, largestAs))
        {
            _state.Intervals.Observe(seconds, sample.VoltageV - _state.Previous.VoltageV);
            return seconds;
        }

        Break(QualityFlags.Gap);
        return 0;
    }

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

    private Sample Fair(in Sample sample, double seconds)
    {
        bool flows = seconds > 0 && IsFlow(sample.CurrentA) && IsFlow(_state.Previous.CurrentA);
        return flows && _correctTriggered
            ? _state.Triggered.Fair(sample, sample.VoltageV - _state.Previous.VoltageV, _state.Intervals.IsTimed(seconds))
            : sample;
    }

    private void Integrate(in Sample sample, double seconds, long row)
    {
        Sample from = _state.PreviousFair;
        if (!_state.Current.IsDiscontinuity(from.CurrentA, sample.CurrentA))
        {
            _state.Curve.Advance(Trapezoid.Smooth(from, sample, seconds), sample.TimeS, row, _turnFraction);
        }
        else if (from.CurrentA * sample.CurrentA < 0)
        {
            double crossingS = from.TimeS + seconds * (from.CurrentA / (from.CurrentA - sample.CurrentA));
            CurvePart before = Trapezoid.BeforeCrossing(from, sample, seconds, _edgeRule);
            CurvePart after = Trapezoid.AfterCrossing(from, sample, seconds, _edgeRule);
            _state.Curve.Advance(before, crossingS, row - 1, _turnFraction);
            TakeFinal();
            _state.Curve.Advance(after, sample.TimeS, row, _turnFraction);
        }
        else
        {
            _state.Curve.Advance(Trapezoid.Step(from, sample, seconds, _edgeRule), sample.TimeS, row, _turnFraction);
        }
    }

    private void AddRow(in Sample sample, long row, double seconds)
    {
        double stepA = _state.HasPrevious != 0 ? sample.CurrentA - _state.Previous.CurrentA : 0;
        if (Math.Abs(stepA) < StepShare * Math.Abs(sample.CurrentA) && IsFlow(sample.CurrentA))
        {
            _state.CurrentCodes.Observe(Math.Abs(stepA));
        }

        TakeFinal();
        var reading = new Reading(row, sample.TimeS, sample.VoltageV, sample.CurrentA, stepA, seconds, _state.Current.FlowA);
        ref HalfTally tally = ref _state.Curve.AddRow(reading);
        if (_watches)
        {
            Watch(reading, ref tally);
        }

        _state.Previous = sample;
        _state.PreviousFair = sample;
        _state.HasPrevious = 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Watch(in Reading reading, ref HalfTally tally)
    {
        bool closed = _state.Watch.Observe(reading, _conditions, _state.Curve.Now, _state.Current.JumpA, ref tally.Detail);
        if (closed && _steps)
        {
            PutStep();
        }
    }

    private void PutStep() =>
        _closedSteps.Enqueue(_state.Watch.Steps.Closed(Math.Max(_state.Curve.Scale.LargestAs, _state.Curve.Open.RangeAs)));

    private void EndStep()
    {
        if (_state.Watch.End() && _steps)
        {
            PutStep();
        }
    }

    private void TakeFinal()
    {
        while (_state.Curve.HasFinal && _state.Curve.TryTakeFinal(out HalfSpan span, out bool first))
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

        if (_state.CurrentCodes.Code > CoarseShare * span.Tally.MeanCurrentA)
        {
            flags |= (long)QualityFlags.CoarseCurrent;
        }

        return span.IsSignSuspect ? flags | (long)QualityFlags.SignSuspect : flags;
    }
}
