using System;
using System.Buffers;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EdgeLogger.Cycles;
using EdgeLogger.Cycles.DifferentialCapacity;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Following;
using EdgeLogger.FrameLog;

namespace EdgeLogger.Derivation.Cells;

/// <summary>
/// One test: its frames in, its half cycles and cycles out. A pure step function over a state of a few kilobytes; the same frames
/// give the same state to the last bit, whatever came in between (restart, checkpoint, another machine).
/// </summary>
public sealed class CellProcessor
{
    private const double MsPerHour = 3_600_000;

    // How long a reading of temperature or pressure stands for the rows after it that have none.
    private const long SlowSensorMs = 10_000;

    private const int SaturatedBit = 1;
    private const int SensorErrorBit = 2;

    // Written to checkpoints as it is in memory: fields of 8 bytes, or of 4 in pairs, so that nothing lies between them.
    // A change of layout is a new version.
    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    private struct State
    {
        public int Version;
        public uint NextSequence;
        public TestClock Clock;
        public long EndUptimeMs;
        public CounterStand Counters;
        public double VoltageV;
        public long LatestUptimeMs;
        public double LatestVoltageV;
        public double LatestCurrentA;
        public double LatestTemperatureDegC;
        public double LatestPressureMpa;
        public long TemperatureUptimeMs;
        public long PressureUptimeMs;
        public int LatestStatus;
        public int FramesLost;
        public int Segment;
        public int IsEntering;
        public long PeakBytes;
    }

    private const int StateVersion = 5;

    private static readonly DifferentialCapacityOptions PeakOptions = new();

    private readonly PeakWatch _peaks;
    private readonly List<BootPlace> _places = [];
    private State _state;

    /// <param name="options">What the engine is given.</param>
    /// <param name="segment">The first segment with rows, from 0.</param>
    /// <param name="firstSequence">The first frame that may hold rows of it; what lies before it is not missing.</param>
    /// <param name="framesLost">Frames before that one are lost.</param>
    public CellProcessor(CycleEngineOptions options, int segment = 0, long firstSequence = 1, bool framesLost = false)
        : this(new CycleEngine(WithDetails(options)), new PeakWatch(PeakOptions), new State
        {
            Version = StateVersion,
            NextSequence = (uint)firstSequence,
            FramesLost = framesLost ? 1 : 0,
            Segment = segment,
            IsEntering = 1,
            VoltageV = double.NaN,
            LatestTemperatureDegC = double.NaN,
            LatestPressureMpa = double.NaN,
        })
    {
    }

    private CellProcessor(CycleEngine engine, PeakWatch peaks, State state)
    {
        Engine = engine;
        _peaks = peaks;
        _state = state;
    }

    /// <summary>
    /// The engine, for its results and its provisional ones. It keeps <see cref="HalfDetail"/>, whatever the options say.
    /// </summary>
    public CycleEngine Engine { get; }

    /// <summary>Shown every row after it is dated and before it is integrated; null: nobody is.</summary>
    public RowTaken? RowTaken { get; set; }

    /// <summary>The segment under way, from 0.</summary>
    public int Segment => _state.Segment;

    /// <summary>The first sequence number of the segment's stream that is not applied yet.</summary>
    public long NextSequence => NextOf(_state);

    /// <summary>The boot of the row applied last, and of the one that is shown.</summary>
    public uint Boot => _state.Clock.Boot;

    /// <summary>The row applied last; temperature and pressure are those of the last 10 s.</summary>
    public CellRow Latest => new(_state.LatestUptimeMs, _state.LatestVoltageV, _state.LatestCurrentA,
        _state.LatestTemperatureDegC, _state.LatestPressureMpa,
        (_state.LatestStatus & SaturatedBit) != 0, (_state.LatestStatus & SensorErrorBit) != 0);

    private CellConditions Conditions => new(_state.LatestTemperatureDegC, _state.LatestPressureMpa);

    /// <summary>Time of the last row on the test's clock, s.</summary>
    public double TimeS => _state.Clock.LastS;

    /// <summary>UTC of the last row, Unix ms; null if it is not known, or not yet.</summary>
    /// <param name="dates">The offset book of the segment's stream.</param>
    public long? LatestUtcMs(StreamDates dates)
    {
        ArgumentNullException.ThrowIfNull(dates);
        uint last = Math.Max(_state.Clock.LastSequence, unchecked(_state.NextSequence - 1));
        return dates.Of(_state.Clock.Boot, last) is { UtcMinusUptimeMs: { } offset }
            ? BelievableUtc.OrNone(offset + _state.Clock.LastUptimeMs)
            : null;
    }

    /// <summary>Leaves the segment under way for a later one: nothing is integrated across.</summary>
    /// <param name="segment">The segment, from 0.</param>
    /// <param name="firstSequence">The first frame of its stream that may hold rows of it.</param>
    /// <param name="framesLost">Frames before that one are lost.</param>
    /// <param name="dates">The offset book of the stream that is left.</param>
    public void Begin(int segment, long firstSequence, bool framesLost, StreamDates dates)
    {
        ArgumentNullException.ThrowIfNull(dates);
        _state.Clock.Leave(dates);
        (_state.Segment, _state.IsEntering) = (segment, 1);
        (_state.NextSequence, _state.FramesLost) = ((uint)firstSequence, framesLost ? 1 : 0);
    }

    /// <summary>Rows before the segment's end are missing: what is open is flagged, as if the next segment had begun.</summary>
    public void Break()
    {
        Engine.Break(QualityFlags.Gap);
        _peaks.Break();
    }

    /// <summary>
    /// Applies a block, as far as it belongs to the segment. Blocks come in the order of their numbers; a number left out is one
    /// that the log books as lost. One that has been applied before changes nothing.
    /// </summary>
    /// <param name="block">The block, which hands out the segment's rows.</param>
    /// <param name="dates">The offset book of its stream, this block included.</param>
    public void Apply(RowBlock block, StreamDates dates)
    {
        ArgumentNullException.ThrowIfNull(dates);
        ArgumentNullException.ThrowIfNull(block);
        if (block.Sequence < NextSequence)
        {
            return;
        }

        bool framesLost = _state.FramesLost != 0 || block.Sequence > NextSequence;
        if (block.HasRows)
        {
            if (block.HoldsReadings)
            {
                ApplyReadings(block, framesLost, dates);
            }
            else
            {
                ApplyRows(block, framesLost, dates);
            }

            _state.IsEntering = 0;
        }

        // Events, anchors and gaps hold no charge: a loss before them is settled by the next rows.
        _state.FramesLost = framesLost && !block.HasRows ? 1 : 0;
        _state.NextSequence = unchecked(block.Sequence + 1);
    }

    /// <summary>Takes the places of boots on the test's clock that the blocks since the last call have added.</summary>
    public IReadOnlyList<BootPlace> TakePlaces()
    {
        if (_places.Count == 0)
        {
            return [];
        }

        BootPlace[] taken = [.. _places];
        _places.Clear();
        return taken;
    }

    /// <summary>Takes the next closed half cycle, in order. All are to be taken after every frame.</summary>
    public bool TryTakeHalf([NotNullWhen(true)] out HalfCycle? half)
    {
        bool taken = Engine.TryTakeHalf(out half);
        if (taken)
        {
            _peaks.Close(half!);
        }

        return taken;
    }

    /// <summary>Takes the next cycle, in order, and its dQ/dV peaks. All are to be taken after the half cycles.</summary>
    public bool TryTakeCycle([NotNullWhen(true)] out Cycle? cycle, out CyclePeaks peaks)
    {
        bool taken = Engine.TryTakeCycle(out cycle);
        peaks = taken ? _peaks.Of(cycle!) : CyclePeaks.None;
        return taken;
    }

    /// <summary>Writes the whole state. Half cycles and cycles that have closed are to be taken before.</summary>
    public void Save(IBufferWriter<byte> destination)
    {
        byte[] peaks = _peaks.Save();
        State state = _state with { PeakBytes = peaks.Length };
        destination.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<State>(in state)));
        destination.Write(peaks);
        Engine.Save(destination);
    }

    /// <summary>Resumes a saved state; null if it was written by a version with another layout.</summary>
    public static CellProcessor? Restore(CycleEngineOptions options, ReadOnlySpan<byte> saved)
    {
        int length = Unsafe.SizeOf<State>();
        State state = saved.Length > length ? MemoryMarshal.Read<State>(saved) : default;
        ReadOnlySpan<byte> rest = saved[Math.Min(length, saved.Length)..];
        if (state.Version != StateVersion || state.PeakBytes < 0 || state.PeakBytes > rest.Length)
        {
            return null;
        }

        try
        {
            int peaks = (int)state.PeakBytes;
            return new CellProcessor(
                CycleEngine.Restore(WithDetails(options), rest[peaks..]), PeakWatch.Restore(PeakOptions, rest[..peaks]), state);
        }
        catch (InvalidDataException)
        {
            // The engine's part is of another version, or cut.
            return null;
        }
    }

    // Numbers begin at 1: a 0 in the state is what follows the last number of all.
    private static long NextOf(in State state) => state.NextSequence == 0 ? 1L + uint.MaxValue : state.NextSequence;

    // What a board measures beside voltage and current is asked for sooner or later; the log would have to be read again for it.
    private static CycleEngineOptions WithDetails(CycleEngineOptions options) => options with { Details = true };

    /// <summary>Rows of a cycler's file: what the engine makes of them is what it makes of the file.</summary>
    private void ApplyReadings(RowBlock block, bool framesLost, StreamDates dates)
    {
        if (_state.Clock.Started && (framesLost || !_state.Clock.IsSameBoot(block.Boot)))
        {
            Break();
        }

        _state.Clock.Enter(block, block.StreamId, _state.Segment, dates, _places);
        foreach (ref readonly CellRow row in block.Rows)
        {
            _state.Clock.Advance(row.UptimeMs);
            Remember(row);
            Sample sample = new(_state.Clock.LastS, row.VoltageV, row.CurrentA);
            Engine.Add(sample, Conditions);
            _peaks.Add(sample);
        }

        _state.EndUptimeMs = block.RowsEndUptimeMs;
    }

    private void ApplyRows(RowBlock block, bool framesLost, StreamDates dates)
    {
        // The counters of a frame that an edge cuts hold what flowed on both sides of it. Its rows count as they are.
        bool isCut = block.IsCut || (_state.IsEntering != 0 && block.IsBegunBefore);
        bool sameBoot = _state.Clock.IsSameBoot(block.Boot);
        bool restart = block.IsRestart || !sameBoot || (isCut && framesLost);
        if (_state.Clock.Started && restart)
        {
            Break();
        }

        _state.Clock.Enter(block, block.StreamId, _state.Segment, dates, _places);
        if (!sameBoot)
        {
            _state.Counters = default;
            (_state.LatestTemperatureDegC, _state.LatestPressureMpa) = (double.NaN, double.NaN);
        }

        if (isCut)
        {
            // A turning point within the frame concerns both half cycles.
            Engine.Mark(QualityFlags.CutFrame);
            AddRows(block, restart);
            Engine.Mark(QualityFlags.CutFrame);
        }
        else
        {
            AddExact(block, framesLost, sameBoot, restart);
        }

        _state.EndUptimeMs = block.RowsEndUptimeMs;
        _state.Counters = block.Counters;
    }

    private void AddExact(RowBlock block, bool framesLost, bool sameBoot, bool restart)
    {
        IntervalSum exact = block.Since(
            _state.Counters, spanMs: block.EndUptimeMs - (restart ? block.UptimeMs : _state.EndUptimeMs));
        IntervalSum rows = framesLost && !restart ? AddBridged(block, exact) : AddRows(block, restart);
        // The counters are the truth; what the rows lost to rounding, or a lost frame took with it, is booked here.
        if (sameBoot || !framesLost)
        {
            Engine.Correct(exact.ChargeAh - rows.ChargeAh, exact.EnergyWh - rows.EnergyWh);
        }
    }

    /// <summary>
    /// Rows after lost frames of the same boot: what the counters hold beyond these rows flowed in the time that was lost, and is
    /// given to the engine as one interval.
    /// </summary>
    private IntervalSum AddBridged(RowBlock block, IntervalSum exact)
    {
        IntervalSum known = SumRows(block);
        long gapEndMs = long.Max(_state.EndUptimeMs, block.StartUptimeMs);
        double gapHours = (gapEndMs - _state.EndUptimeMs) / MsPerHour;
        Engine.Mark(QualityFlags.Gap);
        _peaks.Break();
        if (gapHours > 0)
        {
            IntervalSum lost = new(exact.ChargeAh - known.ChargeAh, exact.EnergyWh - known.EnergyWh);
            double meanV = lost.ChargeAh != 0 ? lost.EnergyWh / lost.ChargeAh : _state.VoltageV;
            Engine.AddMean(_state.Clock.At(gapEndMs), meanV, lost.ChargeAh / gapHours, lost.ChargeAh, lost.EnergyWh);
            _state.EndUptimeMs = gapEndMs;
            AddRows(block, restart: false);
            return exact;
        }

        return AddRows(block, restart: false);
    }

    private IntervalSum SumRows(RowBlock block)
    {
        IntervalSum sum = default;
        long startMs = block.StartUptimeMs;
        double voltageV = _state.VoltageV;
        foreach (ref readonly CellRow row in block.Rows)
        {
            if (!double.IsNaN(row.CurrentA))
            {
                voltageV = double.IsNaN(row.VoltageV) ? voltageV : row.VoltageV;
                sum = sum.Plus(voltageV, row.CurrentA, (row.UptimeMs - startMs) / MsPerHour);
            }

            startMs = row.UptimeMs;
        }

        return sum;
    }

    private IntervalSum AddRows(RowBlock block, bool restart)
    {
        IntervalSum sum = default;
        bool joined = !restart;
        long startMs = _state.EndUptimeMs;
        foreach (ref readonly CellRow row in block.Rows)
        {
            _state.Clock.Advance(row.UptimeMs);
            Remember(row);
            RowTaken?.Invoke(_state.Clock.LastS, row);
            if (double.IsNaN(row.CurrentA))
            {
                // No current, no charge: the next row starts again.
                Break();
                joined = false;
                continue;
            }

            _state.VoltageV = double.IsNaN(row.VoltageV) ? _state.VoltageV : row.VoltageV;
            if (row.Saturated)
            {
                Engine.Mark(QualityFlags.Saturated);
            }

            Sample sample = new(_state.Clock.LastS, _state.VoltageV, row.CurrentA);
            if (joined)
            {
                Engine.AddMean(_state.Clock.LastS, _state.VoltageV, row.CurrentA, Conditions);
                sum = sum.Plus(_state.VoltageV, row.CurrentA, (row.UptimeMs - startMs) / MsPerHour);
            }
            else
            {
                Engine.Add(sample, Conditions);
            }

            _peaks.AddMean(sample);
            joined = true;
            startMs = row.UptimeMs;
        }

        return sum;
    }

    private static (double Value, long UptimeMs) Newer(double value, long uptimeMs, double before, long beforeMs)
    {
        bool stands = double.IsNaN(value) && Math.Abs(uptimeMs - beforeMs) <= SlowSensorMs;
        return stands ? (before, beforeMs) : (value, uptimeMs);
    }

    private void Remember(in CellRow row)
    {
        _state.LatestUptimeMs = row.UptimeMs;
        _state.LatestVoltageV = row.VoltageV;
        _state.LatestCurrentA = row.CurrentA;
        // A short row may fall between two readings of a slow sensor: what it read last still stands, for a while.
        (_state.LatestTemperatureDegC, _state.TemperatureUptimeMs) =
            Newer(row.TemperatureDegC, row.UptimeMs, _state.LatestTemperatureDegC, _state.TemperatureUptimeMs);
        (_state.LatestPressureMpa, _state.PressureUptimeMs) =
            Newer(row.PressureMpa, row.UptimeMs, _state.LatestPressureMpa, _state.PressureUptimeMs);
        _state.LatestStatus = (row.Saturated ? SaturatedBit : 0) | (row.SensorError ? SensorErrorBit : 0);
    }
}

/// <summary>Sees a row.</summary>
/// <param name="timeS">End of the row on the cell's clock, s.</param>
/// <param name="row">The row.</param>
public delegate void RowTaken(double timeS, in CellRow row);
