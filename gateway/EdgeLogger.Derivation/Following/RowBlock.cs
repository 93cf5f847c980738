using System;
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
    private StreamSchema? _schema;
    private CellKey? _cell;

    /// <summary>The frame's number in its stream.</summary>
    public uint Sequence { get; private set; }

    /// <summary>The boot of the board in which it was made.</summary>
    public uint Boot { get; private set; }

    /// <summary>When it arrived, Unix ms, by the gateway's clock.</summary>
    public long ReceivedUtcMs { get; private set; }

    /// <summary>It holds rows; else an event, a pair of times or a report of lost frames, and no charge.</summary>
    public bool HasRows => _schema is not null;

    /// <summary>The rows, in order. None in a block without rows.</summary>
    public ReadOnlySpan<CellRow> Rows => _rows.AsSpan(0, _count);

    /// <summary>Which cell the rows are of.</summary>
    /// <exception cref="InvalidOperationException">The block has no rows.</exception>
    public CellKey Cell => _cell ?? throw new InvalidOperationException("A block without rows names no cell.");

    /// <summary>Nothing is known of the time between the frame before and this one: the board has started, or paused.</summary>
    public bool IsRestart { get; private set; }

    /// <summary>
    /// Rows are instant readings, as a cycler's file has them, and there are no counters; else means since the row before.
    /// </summary>
    public bool HoldsReadings => _schema is { HoldsReadings: true };

    /// <summary>Begin of the first row's period, uptime, ms.</summary>
    public long StartUptimeMs => UptimeMs - PeriodMs;

    /// <summary>The first row, or the event, uptime, ms.</summary>
    public long UptimeMs { get; private set; }

    /// <summary>The last row, uptime, ms.</summary>
    public long EndUptimeMs { get; private set; }

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

    /// <summary>Takes an opened frame.</summary>
    /// <param name="frame">The frame, before its first row.</param>
    /// <param name="schema">What its codes mean; null for a frame without rows.</param>
    /// <param name="stored">Where it is in the log.</param>
    public void Decode(FrameReader frame, StreamSchema? schema, in StoredFrame stored)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (schema is not null && (_cell is null || _cell.StreamId != schema.StreamId || _cell.Board != schema.Board
            || _cell.Slot != schema.Slot))
        {
            _cell = new CellKey(schema.StreamId, schema.Board, schema.Slot);
        }

        _schema = schema;
        Sequence = stored.Sequence;
        Boot = frame.BootCount;
        ReceivedUtcMs = stored.ReceivedUtcMs;
        IsRestart = (frame.Flags & FrameFlags.Restart) != 0;
        (UptimeMs, PeriodMs) = (frame.UptimeMs, frame.PeriodMs);
        Counters = new CounterStand(frame.Counters.CurrentTime, frame.Counters.VoltageTime, frame.Counters.PowerTime);
        ReadRows(frame, schema);
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
