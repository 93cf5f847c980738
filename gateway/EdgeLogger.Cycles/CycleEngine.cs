using System;
using System.Buffers;
using System.Collections.Generic;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Turning;

namespace EdgeLogger.Cycles;

/// <summary>
/// Finds half cycles and cycles in a stream of readings of one cell, in constant time and memory per reading. A half cycle lies
/// between two turning points of the charge; docs/specs/cycles.md defines every quantity. Not safe for concurrent use.
/// </summary>
public sealed partial class CycleEngine
{
    /// <summary>
    /// Version of the results: it grows when the same record gives other numbers, of half cycles, cycles, steps or trends.
    /// </summary>
    public const int Version = 1;

    private const double SecondsPerHour = 3600;

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

    /// <summary>A current at or below this is none, as far as the record has come, A.</summary>
    public double FlowA => _state.Current.FlowA;

    /// <summary>
    /// The finest step in which the source gives the current, A; 0 (default) if it is not known. Constant readings do not show
    /// their steps, but a text shows how many places it has. May change from row to row.
    /// </summary>
    public double CurrentResolutionA
    {
        get => _state.CurrentResolutionA;
        set => _state.CurrentResolutionA = value;
    }

    /// <summary>
    /// The half cycle under way as far as its extreme, for display; null before charge has moved. Computed when asked for.
    /// </summary>
    public HalfCycle? OpenHalf
    {
        get
        {
            HalfSpan open = _state.Curve.OpenBesideHeld(_turnFraction, out int held);
            if (_state.Finished != 0 || !(open.RangeAs > 0))
            {
                return null;
            }

            open.Tally.Flags |= HalfSpan.ProvisionalBit | FlagsAtClose(open, held == 0 && _state.Pairing.HalfCount == 0);
            open.RestAfter = LastRest(IsFlow(_state.Previous.CurrentA));
            return open.ToHalfCycle(_state.Pairing.HalfCount + held);
        }
    }

    /// <summary>Adds an instant reading: straight lines between readings, the edge rule where the current jumps.</summary>
    public void Add(in Sample sample) => AddReading(sample, CellConditions.Unknown);

    /// <summary>Adds an instant reading, and what surrounded the cell.</summary>
    public void Add(in Sample sample, in CellConditions conditions) => AddReading(sample, conditions);

    /// <summary>
    /// Adds a board's row: means over the time since the last row. After a break, or as the first row, it has no interval and
    /// adds no charge.
    /// </summary>
    public void AddMean(double endS, double meanVoltageV, double meanCurrentA) =>
        AddMean(endS, meanVoltageV, meanCurrentA, CellConditions.Unknown);

    /// <summary>Adds a board's row, and the means of what surrounded the cell.</summary>
    public void AddMean(double endS, double meanVoltageV, double meanCurrentA, in CellConditions conditions) =>
        AddMeanRow(new Sample(endS, meanVoltageV, meanCurrentA), double.NaN, double.NaN, conditions);

    /// <summary>
    /// Adds a board's row whose charge and energy are known exactly. They count even where the row has no interval.
    /// </summary>
    public void AddMean(double endS, double meanVoltageV, double meanCurrentA, double chargeAh, double energyWh) =>
        AddMean(endS, meanVoltageV, meanCurrentA, chargeAh, energyWh, CellConditions.Unknown);

    /// <summary>
    /// Adds a board's row whose charge and energy are known exactly, and the means of what surrounded the cell.
    /// </summary>
    public void AddMean(
        double endS, double meanVoltageV, double meanCurrentA, double chargeAh, double energyWh, in CellConditions conditions) =>
        AddMeanRow(
            new Sample(endS, meanVoltageV, meanCurrentA), chargeAh * SecondsPerHour, energyWh * SecondsPerHour, conditions);

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

    /// <summary>
    /// Flags the half cycle under way, for what only the source of the rows can know (a converter that saturates).
    /// </summary>
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
            open.RestAfter = LastRest(flowing);
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
    /// <exception cref="InvalidOperationException">Results are waiting; take them first, they are not part of the
    /// state.</exception>
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
}
