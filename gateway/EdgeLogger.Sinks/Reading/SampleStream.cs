using EdgeLogger.Derivation.Following;
using EdgeLogger.Sinks.Store;

namespace EdgeLogger.Sinks.Reading;

/// <summary>One stream on its way to a server.</summary>
internal sealed class SampleStream(ulong streamId, long next)
{
    private CellKey? _cell;
    private CellPoints? _points;

    public StreamFollower Follower { get; } = new(streamId, next);

    /// <summary>Every frame up to this one is in the log or reported lost.</summary>
    public uint Contiguous { get; set; }

    /// <summary>The offset book, as it was when a date was looked for last.</summary>
    public StreamDates Dates { get; set; } = StreamDates.Empty;

    /// <summary>It is in the queue of streams to read.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Frames still to be read.</summary>
    public long Behind => Follower.BehindOf(Contiguous);

    public SampleCursor Cursor => new(Follower.StreamId, Follower.Next);

    /// <summary>What a cell's rows look like as points.</summary>
    public CellPoints PointsOf(CellKey cell)
    {
        if (_points is null || cell != _cell)
        {
            (_cell, _points) = (cell, new CellPoints(cell.Board, cell.Slot));
        }

        return _points;
    }
}
