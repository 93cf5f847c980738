using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Store;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>
/// The closed cycles of a test as they come, and of one that has ended as they are: what has been read is not read again. A test
/// that is derived again is read from its first cycle. One view's own; not thread-safe.
/// </summary>
internal sealed class CycleFeed(GatewayView view, ulong test)
{
    private CellMetadata? _metadata;
    private long _rows;
    private int? _cutCycle;
    private List<CyclePoint> _points = [];

    /// <summary>The cycles read by now, in order. A list that has been handed out does not change.</summary>
    public IReadOnlyList<CyclePoint> Points => _points;

    /// <summary>What the lab knew of the cell when they were read.</summary>
    public CellMetadata Metadata => _metadata ?? new CellMetadata();

    /// <summary>The trend after the newest complete cycle; null before the first.</summary>
    public CycleTrend? Trend { get; private set; }

    /// <summary>The cycle that plain retention is counted from; null: none yet.</summary>
    public RetentionReference? Reference { get; private set; }

    /// <summary>Reads on; true if there is something new.</summary>
    public bool Refresh()
    {
        CellSnapshot? now = view.Derivation.SnapshotOf(test);
        CellMetadata metadata = view.Derivation.Plans.MetadataOf(test);
        long rows = now?.Rows ?? 0;
        // A cycle that the end of the test cut short is another one when the test goes on after all.
        bool isFresh = metadata != _metadata || rows < _rows
            || (_cutCycle is not null && (now?.LastCycle is not { Provisional: true } cut || cut.Number != _cutCycle));
        (_metadata, _rows) = (metadata, rows);
        if (isFresh)
        {
            (_points, Trend, _cutCycle) = ([], null, null);
        }

        int from = _points.Count == 0 ? 1 : _points[^1].Number + 1;
        if (!isFresh && (now?.LastCycle?.Number ?? 0) < from)
        {
            return false;
        }

        RetentionReference? reference = view.Derivation.Store.Reference(test);
        if (reference != Reference)
        {
            // Every cycle's plain retention is another one.
            (Reference, _points, from) = (reference, [], 1);
        }

        IReadOnlyList<Cycle> cycles = view.Derivation.Store.Cycles(test, from);
        IReadOnlyList<CycleTrend> trends = view.Derivation.Store.Trends(test, from);
        Dictionary<int, CycleTrend> byNumber = trends.ToDictionary(trend => trend.CycleNumber);
        _points = [.. _points, .. cycles.Select(cycle =>
            CyclePoint.Of(cycle, byNumber.GetValueOrDefault(cycle.Number), Reference))];
        _cutCycle = cycles is [.., { Provisional: true } last] ? last.Number : _cutCycle;
        Trend = trends.Count > 0 ? trends[^1] : Trend;
        return isFresh || cycles.Count > 0;
    }
}
