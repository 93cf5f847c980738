using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Schemas;

namespace EdgeLogger.Traces;

/// <summary>A stream's pyramid where it grows.</summary>
internal sealed class TraceStream
{
    private readonly (long Span, TraceSpan Value)[] _open = new (long, TraceSpan)[TraceLevel.Count];
    private readonly Dictionary<(int Level, long Span), TraceSpan> _changed = [];
    private readonly Dictionary<uint, long> _boots = [];
    private readonly List<TraceCalibration> _calibrations;
    private readonly List<TraceCalibration> _unstored = [];
    private IReadOnlyList<RowCalibration>? _latest;
    private uint _boot;
    private long _storedNext;

    public TraceStream(ulong stream, long next, TraceStore store)
    {
        Follower = new StreamFollower(stream, next);
        _calibrations = [.. store.Calibrations(stream)];
        _storedNext = next;
        for (int level = 0; level < TraceLevel.Count; level++)
        {
            long span = TraceLevel.SpanOf(next, level);
            _open[level] = (span, store.Find(stream, level, span));
        }
    }

    public StreamFollower Follower { get; }

    /// <summary>The offset book, as it was when a date was looked for last.</summary>
    public StreamDates Dates { get; set; } = StreamDates.Empty;

    /// <summary>Adds a frame's rows, gathered.</summary>
    public void Add(RowBlock block, in TraceSpan frame)
    {
        if (block.Boot != _boot)
        {
            // After a restart of the gateway the boot under way comes again: the store keeps where it began.
            _boot = block.Boot;
            _boots.TryAdd(block.Boot, frame.StartMs);
        }

        NoteCalibrations(block);
        for (int level = 0; level < TraceLevel.Count; level++)
        {
            long span = TraceLevel.SpanOf(block.Sequence, level);
            TraceSpan before = _open[level].Span == span ? _open[level].Value : TraceSpan.None;
            TraceSpan value = before.With(frame);
            _open[level] = (span, value);
            _changed[(level, span)] = value;
        }
    }

    /// <summary>
    /// The first frame whose values are others now, because a calibration was put right; null: all hold. What is not known to
    /// have been taken by the present ones, in a file of an earlier version, begins with the first frame.
    /// </summary>
    public uint? FirstChanged(Recalibrations? now)
    {
        if (_calibrations.Count == 0)
        {
            return now is null || Follower.Next == 1 ? null : 1;
        }

        return _calibrations.Where(used => !Recalibrations.Hold(now, used.Board, used.Slot, used.Calibration))
            .Select(used => (uint?)used.FirstFrame).Min();
    }

    /// <summary>What has changed since it was stored last; null if nothing has.</summary>
    public TraceUpdate? Update() => _storedNext == Follower.Next
        ? null
        : new TraceUpdate(Follower.StreamId, Follower.Next, _changed, _boots, _unstored);

    /// <summary>The update has been stored.</summary>
    public void MarkStored()
    {
        _storedNext = Follower.Next;
        _changed.Clear();
        _boots.Clear();
        _unstored.Clear();
    }

    private void NoteCalibrations(RowBlock block)
    {
        if (ReferenceEquals(block.Calibrations, _latest))
        {
            return;
        }

        _latest = block.Calibrations;
        foreach (RowCalibration calibration in block.Calibrations)
        {
            if (!_calibrations.Any(used => used.Calibration == calibration
                && used.Slot == block.Slot && used.Board == block.Board))
            {
                TraceCalibration used = new(block.Board, block.Slot, block.Sequence, calibration);
                _calibrations.Add(used);
                _unstored.Add(used);
            }
        }
    }
}

/// <summary>What has changed in a stream's pyramid.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Next">The first frame that is not in it.</param>
/// <param name="Spans">Spans by level and number.</param>
/// <param name="Boots">Boots that began, and where, Unix ms.</param>
/// <param name="Calibrations">Calibrations by which rows were taken for the first time.</param>
internal sealed record TraceUpdate(
    ulong Stream, long Next, IReadOnlyDictionary<(int Level, long Span), TraceSpan> Spans, IReadOnlyDictionary<uint, long> Boots,
    IReadOnlyList<TraceCalibration> Calibrations);

/// <summary>A calibration by which rows of a stream's pyramid were taken.</summary>
/// <param name="Board">The board of the rows.</param>
/// <param name="Slot">Their slot.</param>
/// <param name="FirstFrame">The first frame with such rows.</param>
/// <param name="Calibration">The calibration.</param>
internal sealed record TraceCalibration(string Board, int Slot, uint FirstFrame, RowCalibration Calibration);
