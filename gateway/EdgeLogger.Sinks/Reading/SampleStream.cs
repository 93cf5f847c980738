using System.Collections.Generic;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Sinks.Store;
using EdgeLogger.Sinks.Superseding;
using EdgeLogger.Sinks.Tags;

namespace EdgeLogger.Sinks.Reading;

/// <summary>One stream on its way to a server.</summary>
internal sealed class SampleStream(ulong streamId, long next)
{
    private readonly List<StreamPart> _parts = [];
    private long _version = -1;
    private long _recalibrated = -1;
    private string _board = "";
    private int _slot;

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

    /// <summary>Has rows taken by the calibrations that are put right now.</summary>
    public void Recalibrate(TestPlans plans)
    {
        long version = plans.Version;
        if (version != _recalibrated)
        {
            (_recalibrated, Follower.Recalibrations) = (version, plans.RecalibrationsOn(Follower.StreamId));
        }
    }

    /// <summary>The segments of tests that rows of the stream belong to, as they are now. Made once for each change.</summary>
    public List<StreamPart> PartsOf(RowBlock block, TestPlans plans, WrittenTests written)
    {
        long version = plans.Version;
        if (version == _version && block.Slot == _slot && block.Board == _board)
        {
            return _parts;
        }

        (_version, _board, _slot) = (version, block.Board, block.Slot);
        _parts.Clear();
        foreach (TestPlan plan in plans.On(Follower.StreamId))
        {
            TestTags tags = written.TagsOf(plan.Id, plan, _board, _slot);
            CellPoints points = new(tags, _board, _slot);
            for (int at = 0; at < plan.Segments.Count; at++)
            {
                if (plan.Segments[at].Stream == Follower.StreamId)
                {
                    _parts.Add(new StreamPart(plan, tags, at, points));
                }
            }
        }

        return _parts;
    }
}

/// <summary>A segment of a test on a stream.</summary>
/// <param name="Test">The test.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Number">The number of the segment in the test, from 0.</param>
/// <param name="Points">What its rows look like.</param>
internal sealed record StreamPart(TestPlan Test, TestTags Tags, int Number, CellPoints Points)
{
    /// <summary>The segment.</summary>
    public TestSegment Segment { get; } = Test.Segments[Number];
}
