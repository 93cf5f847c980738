using System;
using System.Collections.Generic;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.FrameLog;
using EdgeLogger.Frames;

namespace EdgeLogger.Derivation.Following;

/// <summary>
/// What one frame says, in units: its rows, the exact charge and energy up to its end, and what dates it. Reused for the next
/// one: it may be looked at until it is given back.
/// </summary>
public sealed class RowBlock
{
    private const double MsPerHour = 3_600_000;

    private CellRow[] _rows = [];
    private int _count;
    private int _from;
    private int _to;
    private long _id;
    private StreamSchema? _schema;

    /// <summary>The frame's stream.</summary>
    public ulong StreamId { get; private set; }

    /// <summary>The frame's number in its stream.</summary>
    public uint Sequence { get; private set; }

    /// <summary>The hash of its schema.</summary>
    public uint SchemaHash { get; private set; }

    /// <summary>The boot of the board in which it was made.</summary>
    public uint Boot { get; private set; }

    /// <summary>When it arrived, Unix ms, by the gateway's clock.</summary>
    public long ReceivedUtcMs { get; private set; }

    /// <summary>It holds rows; else an event, a pair of times or a report of lost frames, and no charge.</summary>
    public bool HasRows => _schema is not null;

    /// <summary>
    /// The rows, in order: all, or those of the segment that was asked for last. None in a block without rows.
    /// </summary>
    public ReadOnlySpan<CellRow> Rows => _rows.AsSpan(_from, _to - _from);

    /// <summary>How many rows the frame has, whatever segment they belong to.</summary>
    public int RowCount => _count;

    /// <summary>An edge of the segment cuts the frame: some of its rows are not in <see cref="Rows"/>.</summary>
    public bool IsCut => _to - _from < _count;

    /// <summary>Rows of the frame come after the segment's end.</summary>
    public bool IsCutAtEnd => _to < _count;

    /// <summary>
    /// The segment begins within the boot, so that the board's counters hold also what was before it.
    /// </summary>
    public bool IsBegunBefore { get; private set; }

    /// <summary>The board that the rows were measured by.</summary>
    /// <exception cref="InvalidOperationException">The block has no rows.</exception>
    public string Board => Schema.Board;

    /// <summary>Their slot on the board, from 0.</summary>
    /// <exception cref="InvalidOperationException">The block has no rows.</exception>
    public int Slot => Schema.Slot;

    /// <summary>What gave the rows their values; empty for readings of a file.</summary>
    /// <exception cref="InvalidOperationException">The block has no rows.</exception>
    public IReadOnlyList<RowCalibration> Calibrations => Schema.Calibrations;

    /// <summary>Nothing is known of the time between the frame before and this one: the board has started, or paused.</summary>
    public bool IsRestart { get; private set; }

    /// <summary>
    /// Rows are instant readings, as a cycler's file has them, and there are no counters; else means since the row before.
    /// </summary>
    public bool HoldsReadings => _schema is { HoldsReadings: true };

    /// <summary>Rows of an imported file whose start is not known: they never get a date.</summary>
    public bool IsNeverDated => HoldsReadings && UtcMinusUptimeMs is null;

    /// <summary>Begin of the first row's period, uptime, ms.</summary>
    public long StartUptimeMs => UptimeMs - PeriodMs;

    /// <summary>The first row, or the event, uptime, ms.</summary>
    public long UptimeMs { get; private set; }

    /// <summary>The last row, uptime, ms.</summary>
    public long EndUptimeMs { get; private set; }

    /// <summary>Begin of the period of the first of <see cref="Rows"/>, uptime, ms.</summary>
    public long RowsStartUptimeMs => _from == 0 ? StartUptimeMs : _rows[_from - 1].UptimeMs;

    /// <summary>The first of <see cref="Rows"/>, uptime, ms.</summary>
    public long RowsUptimeMs => _from == 0 ? UptimeMs : _rows[_from].UptimeMs;

    /// <summary>The last of <see cref="Rows"/>, uptime, ms.</summary>
    public long RowsEndUptimeMs => _to == _count ? EndUptimeMs : _rows[_to - 1].UptimeMs;

    /// <summary>The period between rows, ms.</summary>
    public int PeriodMs { get; private set; }

    /// <summary>UTC minus uptime, ms; null if the board did not know UTC, or gives none of the years 2000 to 2199.</summary>
    public long? UtcMinusUptimeMs { get; private set; }

    /// <summary>How well the board knew it.</summary>
    public TimeQuality TimeQuality { get; private set; }

    /// <summary>The board gives a time that is not of the years 2000 to 2199: it dates nothing.</summary>
    public bool IsTimeRefused { get; private set; }

    /// <summary>The board's counters at the end of the block.</summary>
    public CounterStand Counters { get; private set; }

    private StreamSchema Schema => _schema ?? throw new InvalidOperationException("A block without rows names no slot.");

    /// <summary>Exact charge and energy since the counters stood otherwise.</summary>
    /// <param name="before">How they stood.</param>
    /// <param name="spanMs">The time since then, ms.</param>
    internal IntervalSum Since(in CounterStand before, long spanMs)
    {
        ChannelScale voltage = _schema!.Channels[_schema.VoltageAt];
        ChannelScale current = _schema.Channels[_schema.CurrentAt];
        // Differences modulo 2^64: the counters may wrap.
        double currentTime = unchecked(Counters.CurrentTime - before.CurrentTime);
        double voltageTime = unchecked(Counters.VoltageTime - before.VoltageTime);
        double powerTime = unchecked(Counters.PowerTime - before.PowerTime) * (double)(1 << Frames.Counters.PowerShift);
        double charge = (current.Offset * spanMs) + (current.Scale * currentTime);
        double energy = (voltage.Offset * charge)
            + (voltage.Scale * ((current.Offset * voltageTime) + (current.Scale * powerTime)));
        return new IntervalSum(charge / MsPerHour, energy / MsPerHour);
    }

    /// <summary>Hands out the rows of a segment only, as <see cref="Rows"/>.</summary>
    /// <returns>Where the frame lies.</returns>
    public BlockSide Within(TestSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        (_from, _to) = (0, _count);
        IsBegunBefore = segment.From is { } begin && begin.Boot == Boot;
        if (segment.From is not null)
        {
            while (_from < _count && !segment.IsBegun(Boot, _rows[_from].UptimeMs))
            {
                _from++;
            }
        }

        if (segment.To is not null)
        {
            int to = _from;
            while (to < _count && !segment.IsOver(Boot, _rows[to].UptimeMs))
            {
                to++;
            }

            _to = to;
        }

        if (_count == 0)
        {
            return !segment.IsBegun(Boot, UptimeMs) ? BlockSide.Before
                : segment.IsOver(Boot, UptimeMs) ? BlockSide.After : BlockSide.Within;
        }

        return _from < _to ? BlockSide.Within : _to < _count ? BlockSide.After : BlockSide.Before;
    }

    /// <summary>Hands out all rows.</summary>
    internal void Whole() => (_from, _to, IsBegunBefore) = (0, _count, false);

    /// <summary>Whether it is this frame of the log, decoded.</summary>
    internal bool Is(in StoredFrame stored) =>
        _id == stored.Id && StreamId == stored.StreamId && Sequence == stored.Sequence && _id != 0;

    /// <summary>Whether a schema gave its rows their values.</summary>
    internal bool IsBy(StreamSchema? schema) => _schema == schema;

    /// <summary>Takes an opened frame.</summary>
    /// <param name="frame">The frame, before its first row.</param>
    /// <param name="schema">What its codes mean; null for a frame without rows.</param>
    /// <param name="stored">Where it is in the log.</param>
    public void Decode(FrameReader frame, StreamSchema? schema, in StoredFrame stored)
    {
        ArgumentNullException.ThrowIfNull(frame);
        _schema = schema;
        _id = stored.Id;
        (StreamId, Sequence) = (stored.StreamId, stored.Sequence);
        (SchemaHash, Boot) = (frame.SchemaHash, frame.BootCount);
        ReceivedUtcMs = stored.ReceivedUtcMs;
        IsRestart = (frame.Flags & FrameFlags.Restart) != 0;
        (UptimeMs, PeriodMs) = (frame.UptimeMs, frame.PeriodMs);
        Counters = new CounterStand(frame.Counters.CurrentTime, frame.Counters.VoltageTime, frame.Counters.PowerTime);
        ReadRows(frame, schema);
        Whole();
        EndUptimeMs = _count > 0 ? _rows[_count - 1].UptimeMs : frame.UptimeMs;
        TimeQuality = frame.TimeQuality;
        UtcMinusUptimeMs = BelievableUtc.Offset(frame.TimeQuality, frame.UtcMinusUptimeMs, UptimeMs, EndUptimeMs);
        IsTimeRefused = frame.TimeQuality != TimeQuality.None && UtcMinusUptimeMs is null;
    }

    private void ReadRows(FrameReader frame, StreamSchema? schema)
    {
        _count = 0;
        if (schema is null)
        {
            return;
        }

        if (_rows.Length < frame.RowCount)
        {
            _rows = new CellRow[frame.RowCount];
        }

        while (RowDecoder.TryRead(frame, schema, out CellRow row))
        {
            _rows[_count++] = row;
        }
    }
}

/// <summary>Where a frame lies, seen from a segment.</summary>
public enum BlockSide
{
    /// <summary>It comes before the segment.</summary>
    Before,

    /// <summary>Rows of it are the segment's; a frame without rows was made within it.</summary>
    Within,

    /// <summary>It comes after the segment.</summary>
    After,
}

/// <summary>How a board's exact sums stand, in codes times ms; see <see cref="Frames.Counters"/>.</summary>
/// <param name="CurrentTime">Current over time.</param>
/// <param name="VoltageTime">Voltage over time.</param>
/// <param name="PowerTime">Power over time.</param>
public readonly record struct CounterStand(long CurrentTime, long VoltageTime, long PowerTime);

/// <summary>Charge and energy of an interval.</summary>
internal readonly record struct IntervalSum(double ChargeAh, double EnergyWh)
{
    public IntervalSum Plus(double voltageV, double currentA, double hours) =>
        new(ChargeAh + (currentA * hours), EnergyWh + (voltageV * currentA * hours));
}
