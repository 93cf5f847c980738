using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Store;
using EdgeLogger.Sinks.Superseding;
using EdgeLogger.Sinks.Tags;

namespace EdgeLogger.Sinks.Reading;

/// <summary>
/// Turns closed half cycles, steps and cycles into points, as far as they can be dated: what cannot yet, waits for its boot to be
/// settled. Results that were derived again and came out otherwise leave the server first, and are written again from the first.
/// </summary>
internal sealed class ResultSource
{
    private readonly DerivedStore _derived;
    private readonly TestPlans _plans;
    private readonly WrittenTests _written;
    private readonly InfluxOptions _options;
    private readonly ConcurrentDictionary<ulong, bool> _changed;
    private readonly Dictionary<ulong, ResultCursor> _cursors;
    private readonly Dictionary<ulong, StepCursor> _stepCursors;
    private readonly HashSet<ulong> _moved = [];
    private Dictionary<ulong, TestKey> _cells = [];

    /// <param name="derived">The results.</param>
    /// <param name="plans">The tests.</param>
    /// <param name="written">What the server has of each test.</param>
    /// <param name="store">The cursors.</param>
    /// <param name="options">How large a batch is.</param>
    /// <param name="changed">Streams with new results; others add to it.</param>
    public ResultSource(DerivedStore derived, TestPlans plans, WrittenTests written, SinkStore store, InfluxOptions options,
        ConcurrentDictionary<ulong, bool> changed)
    {
        _derived = derived;
        _plans = plans;
        _written = written;
        _options = options;
        _changed = changed;
        _cursors = store.ResultCursors().ToDictionary(cursor => cursor.StreamId);
        _stepCursors = store.StepCursors().ToDictionary(cursor => cursor.StreamId);
        foreach (TestKey cell in derived.Cells())
        {
            _cells.Add(cell.Id, cell);
            changed[cell.Id] = true;
        }
    }

    /// <summary>Adds points until the batch is full (true) or there are no more.</summary>
    public bool Fill(LineProtocolWriter writer)
    {
        foreach (ulong streamId in _changed.Keys)
        {
            // Before reading: what is stored meanwhile puts it back.
            _changed.TryRemove(streamId, out _);
            if (CellOf(streamId) is { } cell && !AddResults(cell, writer))
            {
                _changed[streamId] = true;
            }

            if (writer.Points >= _options.BatchPoints)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The cursors that have moved since the last call.</summary>
    public (IReadOnlyCollection<ResultCursor> Results, IReadOnlyCollection<StepCursor> Steps) TakeMoved()
    {
        ResultCursor[] results = [.. _moved.Select(streamId => _cursors[streamId])];
        StepCursor[] steps = [.. _moved.Select(streamId => _stepCursors[streamId])];
        _moved.Clear();
        return (results, steps);
    }

    private TestKey? CellOf(ulong streamId)
    {
        if (!_cells.ContainsKey(streamId))
        {
            _cells = _derived.Cells().ToDictionary(cell => cell.Id);
        }

        return _cells.GetValueOrDefault(streamId);
    }

    /// <summary>
    /// Adds a cell's results beyond its cursor, as many as the batch has room for; true if there are no more for now.
    /// </summary>
    private bool AddResults(TestKey cell, LineProtocolWriter writer)
    {
        // Calibrations first: results that are derived again meanwhile are noted as the old ones, and written once more.
        TestReach? reach = _derived.Reach(cell.Id);
        // Cycles before half cycles: a cycle read later could name a half that was not there yet.
        IReadOnlyList<Cycle> cycles = _derived.Cycles(cell.Id);
        IReadOnlyList<StoredHalf> halves = _derived.Halves(cell.Id);
        RetentionReference? reference = _derived.Reference(cell.Id);
        ResultCursor cursor = _cursors.GetValueOrDefault(cell.Id);
        if (!IsValid(cursor, halves, cycles, reference) || !IsValid(_stepCursors.GetValueOrDefault(cell.Id), cell.Id))
        {
            _written.SupersedeResults(cell.Id);
        }

        TestPlan? plan = _plans.Find(cell.Id);
        TestTags tags = _written.TagsOf(cell.Id, plan, cell.Board, cell.Slot);
        if ((plan is null && !_plans.IsTest(cell.Id)) || !_written.Begin(cell.Id, plan, tags, cell.Board, cell.Slot)
            || (plan is not null && reach is not null && !_written.BeginWith(plan, reach)))
        {
            return false;
        }

        TestPoints points = new(cell, tags, plan, _derived.Places(cell.Id));
        int half = cursor.Halves;
        // A new date is stored with an update, which brings the cell back here.
        for (; half < halves.Count && halves[half].EndUtcMs is { } utcMs && HasRoom(writer); half++)
        {
            points.At(halves[half].Half.EndS).Half(writer, halves[half].Half, utcMs, halves[half].EndQuality);
        }

        int cycle = AddCycles(cell, cycles, halves, cursor.Cycles, points, reference, writer);
        AddSteps(cell, points, writer);
        _cursors[cell.Id] = new ResultCursor(cell.Id, half, cycle, Fingerprint(halves, half, cycles, cycle, reference));
        _moved.Add(cell.Id);
        return HasRoom(writer);
    }

    private bool HasRoom(LineProtocolWriter writer) => writer.Points < _options.BatchPoints;

    /// <summary>Adds cycles and their trends from an index on; the index of the first one left.</summary>
    private int AddCycles(
        TestKey cell, IReadOnlyList<Cycle> cycles, IReadOnlyList<StoredHalf> halves, int cycle, TestPoints points,
        RetentionReference? reference, LineProtocolWriter writer)
    {
        Dictionary<int, CycleTrend> trends = _derived.Trends(cell.Id, cycle + 1).ToDictionary(trend => trend.CycleNumber);
        for (; cycle < cycles.Count && HasRoom(writer); cycle++)
        {
            StoredHalf last = halves[LastHalf(cycles[cycle]).Index];
            if (last.EndUtcMs is not { } utcMs)
            {
                return cycle;
            }

            CellPoints ended = points.At(last.Half.EndS);
            ended.Cycle(writer, cycles[cycle], reference, utcMs, last.EndQuality);
            if (trends.TryGetValue(cycles[cycle].Number, out CycleTrend? trend))
            {
                ended.Trend(writer, trend, utcMs, last.EndQuality);
            }
        }

        return cycle;
    }

    /// <summary>Adds a cell's steps beyond their cursor, as many as the batch has room for.</summary>
    private void AddSteps(TestKey cell, TestPoints points, LineProtocolWriter writer)
    {
        StepCursor cursor = _stepCursors.GetValueOrDefault(cell.Id, new StepCursor(cell.Id, 0, 0));
        int room = Math.Max(0, _options.BatchPoints - writer.Points);
        foreach (StoredStep step in _derived.Steps(cell.Id, cursor.Steps + 1, room))
        {
            if (step.EndUtcMs is not { } utcMs)
            {
                break;
            }

            points.At(step.Step.EndS).Step(writer, step, utcMs, step.EndQuality);
            cursor = new StepCursor(cell.Id, step.Number, step.Step.EndS);
        }

        _stepCursors[cell.Id] = cursor;
    }

    private bool IsValid(StepCursor cursor, ulong test) => cursor.Steps == 0
        || (_derived.Steps(test, cursor.Steps, 1) is [var last] && last.Step.EndS == cursor.LastEndS);

    private static bool IsValid(
        ResultCursor cursor, IReadOnlyList<StoredHalf> halves, IReadOnlyList<Cycle> cycles, RetentionReference? reference) =>
        halves.Count >= cursor.Halves && cycles.Count >= cursor.Cycles
            && Fingerprint(halves, cursor.Halves, cycles, cursor.Cycles, reference) == cursor.Fingerprint;

    private static HalfCycle LastHalf(Cycle cycle) => (cycle.Charge, cycle.Discharge) switch
    {
        ({ } charge, { } discharge) => charge.Index > discharge.Index ? charge : discharge,
        ({ } charge, null) => charge,
        (null, { } discharge) => discharge,
        _ => throw new InvalidOperationException($"Cycle {cycle.Number} has no half cycle."),
    };

    // FNV-1a over what distinguishes results; not HashCode, which differs from process to process.
    private static long Fingerprint(
        IReadOnlyList<StoredHalf> halves, int halfCount, IReadOnlyList<Cycle> cycles, int cycleCount,
        RetentionReference? reference)
    {
        ulong hash = 0xCBF29CE484222325;
        for (int i = 0; i < halfCount; i++)
        {
            Mix(ref hash, BitConverter.DoubleToInt64Bits(halves[i].Half.EndS));
            Mix(ref hash, BitConverter.DoubleToInt64Bits(halves[i].Half.Ah));
        }

        for (int i = 0; i < cycleCount; i++)
        {
            Mix(ref hash, cycles[i].Number);
            Mix(ref hash, BitConverter.DoubleToInt64Bits(cycles[i].CoulombicEfficiency ?? 0));
        }

        if (cycleCount > 0)
        {
            // It goes into every cycle's plain retention.
            Mix(ref hash, reference?.CycleNumber ?? 0);
            Mix(ref hash, BitConverter.DoubleToInt64Bits(reference?.Ah ?? 0));
        }

        return halfCount + cycleCount == 0 ? 0 : (long)hash;
    }

    private static void Mix(ref ulong hash, long value)
    {
        for (int shift = 0; shift < 64; shift += 8)
        {
            hash = (hash ^ (byte)(value >> shift)) * 0x100000001B3;
        }
    }
}
