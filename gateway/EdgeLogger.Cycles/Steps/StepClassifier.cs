using System;
using System.Runtime.CompilerServices;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Steps;

/// <summary>
/// Cuts a record into steps as it comes. A change shows first as rows that are off the step's level; three running make a new
/// step, which begins at the first of them. One row between two steps is the mean of both and belongs to the later.
/// </summary>
internal struct StepClassifier
{
    private const double LevelShare = 0.02;
    private const double HoldBandV = 0.005;
    private const double SweepShare = 0.005;
    private const double SweepSpanV = 0.01;
    private const double PulseShare = 0.1;
    private const long RowsToBelieve = 3;
    private const long RowsToSettle = 8;
    private const long RowsOfLevel = 16;

    private StepMode _mode;
    private StepMode _before;

    /// <summary>The first row; its sums are those at the end of the step before.</summary>
    private StepRow _start;
    private StepRow _last;

    /// <summary>The last row on the level, and the first off it.</summary>
    private StepRow _on;
    private StepRow _off;
    private long _offRows;
    private long _offHeld;
    private double _levelA;
    private double _levelV;

    /// <summary>V/s of a sweep, and the span at which it is taken again.</summary>
    private double _slope;
    private double _slopeSpanV;

    /// <summary>The step that the last row closed.</summary>
    private StepRow _closedStart;
    private StepRow _closedEnd;
    private StepMode _closedMode;
    private StepMode _closedBefore;

    /// <summary>Time at a held voltage that the last row added, s: more than its own where it settled that it is held.</summary>
    public double HeldSeconds { get; private set; }

    /// <summary>The charge of that time, A s.</summary>
    public double HeldAs { get; private set; }

    /// <summary>
    /// Takes in a row if it plainly goes on with a constant current or a rest, as nearly every row does.
    /// </summary>
    /// <returns>Whether it does; if not, <see cref="Observe"/> is to look at it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool GoesOn(in Reading reading, double chargeAs, double energyWs)
    {
        bool goesOn = _mode == StepMode.Level
            ? reading.Flows && reading.Row >= _start.Row + RowsOfLevel
                && Math.Abs(reading.CurrentA - _levelA) <= LevelShare * Math.Abs(_levelA)
            : _mode == StepMode.Rest && !reading.Flows;
        if (goesOn)
        {
            _offRows = 0;
            _last.Set(reading, chargeAs, energyWs);
        }

        return goesOn;
    }

    /// <returns>Whether the row closed a step.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Observe(in Reading reading, double chargeAs, double energyWs, double jumpA)
    {
        StepRow row = default;
        row.Set(reading, chargeAs, energyWs);
        bool closed = Follow(row, reading.Flows, jumpA);
        bool held = _mode == StepMode.Hold;
        ref readonly StepRow since = ref closed ? ref _on : ref _last;
        HeldSeconds = held ? row.TimeS - since.TimeS : 0;
        HeldAs = held ? Math.Abs(row.ChargeAs - since.ChargeAs) : 0;
        _last = row;
        return closed;
    }

    /// <summary>Closes the step under way at the end of the record.</summary>
    public bool Finish() => _mode != StepMode.None && Cut(_last, _last, StepMode.None);

    /// <summary>The step that was just closed.</summary>
    public readonly Step Closed(double largestAs)
    {
        double chargeAs = _closedEnd.ChargeAs - _closedStart.ChargeAs;
        return new Step
        {
            Kind = Kind(chargeAs, largestAs),
            FirstRow = _closedStart.Row,
            LastRow = _closedEnd.Row,
            StartS = _closedStart.TimeS,
            EndS = _closedEnd.TimeS,
            Ah = chargeAs / 3600,
            Wh = (_closedEnd.EnergyWs - _closedStart.EnergyWs) / 3600,
            StartV = _closedStart.VoltageV,
            EndV = _closedEnd.VoltageV,
            StartA = _closedStart.CurrentA,
            EndA = _closedEnd.CurrentA,
        };
    }

    private readonly StepKind Kind(double chargeAs, double largestAs)
    {
        bool beside = _closedBefore == StepMode.Rest || _mode == StepMode.Rest;
        return _closedMode switch
        {
            StepMode.Rest => StepKind.Rest,
            StepMode.Hold => StepKind.ConstantVoltage,
            StepMode.Sweep => StepKind.Sweep,
            StepMode.Dynamic => StepKind.Dynamic,
            _ => beside && Math.Abs(chargeAs) < PulseShare * largestAs ? StepKind.Pulse : StepKind.ConstantCurrent,
        };
    }

    private bool Follow(in StepRow row, bool flows, double jumpA) => _mode switch
    {
        StepMode.Rest => flows && Cut(_last, row, StepMode.Level),
        StepMode.Level => FollowLevel(row, flows, jumpA),
        StepMode.Hold => FollowHold(row, flows),
        StepMode.Sweep => FollowSweep(row, flows),
        StepMode.Dynamic => FollowDynamic(row, flows),
        _ => Cut(row, row, flows ? StepMode.Level : StepMode.Rest),
    };

    private bool FollowLevel(in StepRow row, bool flows, double jumpA)
    {
        if (!flows || row.CurrentA * _levelA < 0)
        {
            return Cut(_last, row, flows ? StepMode.Level : StepMode.Rest);
        }

        double off = row.CurrentA - _levelA;
        if (Math.Abs(off) <= LevelShare * Math.Abs(_levelA))
        {
            _offRows = 0;
            long rows = row.Row - _start.Row + 1;
            _levelA += rows <= RowsOfLevel ? off / rows : 0;
            return false;
        }

        bool held = off * _levelA < 0 && Math.Abs(row.VoltageV - (_offRows == 0 ? _last : _on).VoltageV) <= HoldBandV;
        if (!held && Math.Abs(row.CurrentA - _last.CurrentA) > jumpA)
        {
            return Jump(row);
        }

        GoOff(row, held);
        return _offRows >= RowsToBelieve && LeaveLevel(row);
    }

    private bool Jump(in StepRow row)
    {
        long rows = row.Row - _start.Row;
        if (rows == 1 || rows >= RowsToBelieve)
        {
            // A single row is absorbed by the step that begins here.
            return Cut(_last, row, StepMode.Level);
        }

        Settle(StepMode.Dynamic, row);
        return false;
    }

    private bool LeaveLevel(in StepRow row)
    {
        if (_offHeld != 0)
        {
            return Cut(_on, _off, StepMode.Hold);
        }

        double seconds = row.TimeS - _start.TimeS;
        double span = row.VoltageV - _start.VoltageV;
        double middleV = _start.VoltageV + span * (_on.TimeS - _start.TimeS) / seconds;
        bool straight = Math.Abs(span) >= SweepSpanV && Math.Abs(middleV - _on.VoltageV) <= HoldBandV
            + SweepShare * Math.Abs(span);
        if (straight)
        {
            Settle(StepMode.Sweep, row);
            _slope = span / seconds;
            _slopeSpanV = Math.Abs(span);
            return false;
        }

        return Cut(_on, _off, StepMode.Dynamic);
    }

    private bool FollowHold(in StepRow row, bool flows)
    {
        if (!flows || row.CurrentA * _levelA < 0)
        {
            return Cut(_last, row, flows ? StepMode.Level : StepMode.Rest);
        }

        if (Math.Abs(row.VoltageV - _levelV) <= HoldBandV)
        {
            _offRows = 0;
            return false;
        }

        GoOff(row, false);
        return _offRows >= RowsToBelieve && Cut(_on, _off, StepMode.Level);
    }

    /// <summary>A sweep goes on through zero current; it ends when the voltage leaves its line.</summary>
    private bool FollowSweep(in StepRow row, bool flows)
    {
        double seconds = row.TimeS - _start.TimeS;
        double span = Math.Abs(row.VoltageV - _start.VoltageV);
        double off = Math.Abs(_start.VoltageV + _slope * seconds - row.VoltageV);
        if (off > HoldBandV + SweepShare * span)
        {
            return Cut(_last, row, flows ? StepMode.Level : StepMode.Rest);
        }

        if (span > 2 * _slopeSpanV)
        {
            _slope = (row.VoltageV - _start.VoltageV) / seconds;
            _slopeSpanV = span;
        }

        return false;
    }

    /// <summary>A drive cycle ends with rows that are alike.</summary>
    private bool FollowDynamic(in StepRow row, bool flows)
    {
        bool alike = flows ? Math.Abs(row.CurrentA - _levelA) <= LevelShare * Math.Abs(_levelA) : _levelA == 0;
        if (!alike)
        {
            _offRows = 0;
            _levelA = flows ? row.CurrentA : 0;
        }

        GoOff(row, false);
        return _offRows >= RowsToSettle && Cut(_on, _off, flows ? StepMode.Level : StepMode.Rest);
    }

    private void GoOff(in StepRow row, bool held)
    {
        if (_offRows == 0)
        {
            _on = _last;
            _off = row;
            _offHeld = 1;
        }

        _offRows++;
        _offHeld &= held ? 1 : 0;
    }

    private void Settle(StepMode mode, in StepRow row)
    {
        _mode = mode;
        _offRows = 0;
        _levelA = row.CurrentA;
        _levelV = row.VoltageV;
    }

    /// <returns>Whether a step was closed: one row is none, the next step takes it in.</returns>
    private bool Cut(in StepRow end, in StepRow begin, StepMode mode)
    {
        bool counts = _mode != StepMode.None && end.Row > _start.Row;
        StepRow start = begin;
        if (counts)
        {
            _closedStart = _start;
            _closedEnd = end;
            _closedMode = _mode;
            _closedBefore = _before;
            _before = _mode;
        }

        // What passed between the two steps is the later one's.
        bool absorbs = !counts && _mode != StepMode.None;
        start.ChargeAs = absorbs ? _start.ChargeAs : end.ChargeAs;
        start.EnergyWs = absorbs ? _start.EnergyWs : end.EnergyWs;
        Settle(mode, begin);
        _start = start;
        return counts;
    }
}

/// <summary>What the step under way looks like so far. Eight bytes, as everything in the engine's state.</summary>
internal enum StepMode : long
{
    None,
    Rest,
    Level,
    Hold,
    Sweep,
    Dynamic,
}
