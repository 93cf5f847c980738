using EdgeLogger.Derivation.Following;
using EdgeLogger.Sinks.Store;

namespace EdgeLogger.Sinks.Reading;

/// <summary>One stream on its way to a server.</summary>
internal sealed class SampleStream(ulong streamId, long next)
{
    private string _board = "";
    private int _slot;
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

    /// <summary>What a block's rows look like as points.</summary>
    public CellPoints PointsOf(RowBlock block)
    {
        if (_points is null || block.Slot != _slot || block.Board != _board)
        {
            (_board, _slot) = (block.Board, block.Slot);
            _points = new CellPoints(_board, _slot);
        }

        return _points;
    }
}
