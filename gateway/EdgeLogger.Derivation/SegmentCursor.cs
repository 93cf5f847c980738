using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using EdgeLogger.Derivation.Dating;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Schemas;

namespace EdgeLogger.Derivation;

/// <summary>How far a segment of a test has been read.</summary>
internal sealed class SegmentCursor
{
    private readonly DatedStreams _streams;
    private readonly long _limit;
    private readonly StreamFollower _follower;
    private readonly List<UsedCalibration> _calibrations = [];
    private TestPlace? _place;
    private IReadOnlyList<RowCalibration>? _latest;
    private uint _goal;

    /// <param name="segment">The segment.</param>
    /// <param name="streams">The dated streams: nothing is read beyond them.</param>
    /// <param name="limit">The last frame that is read.</param>
    public SegmentCursor(TestSegment segment, DatedStreams streams, long limit)
        : this(segment, streams, limit, Math.Max(1, segment.FirstFrame)) => Expected = _follower.Next;

    private SegmentCursor(TestSegment segment, DatedStreams streams, long limit, long next)
    {
        Segment = segment;
        _streams = streams;
        _limit = limit;
        _follower = new StreamFollower(segment.Stream, next);
    }

    public TestSegment Segment { get; private init; }

    /// <summary>A row after its end has been seen: it is over.</summary>
    public bool IsSealed { get; private set; }

    /// <summary>That row is in the frame of its last one.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Rows between its last one and its end are missing.</summary>
    public bool IsEndLost { get; private set; }

    /// <summary>Its last row; null if none has come.</summary>
    public RowPoint? Last { get; private set; }

    /// <summary>The number that follows the frames before its first row.</summary>
    public long Expected { get; private set; }

    /// <summary>Frames between those and its first row are lost.</summary>
    public bool IsLost { get; private set; }

    /// <summary>How often its reach has changed by frames that are not applied.</summary>
    public int Passed { get; private set; }

    public SegmentReach Reach =>
        new(_follower.Next, IsSealed, Last) { IsCut = IsCut, Place = _place, Calibrations = [.. _calibrations] };

    /// <summary>The calibrations that are put right in its rows from now on; null: none.</summary>
    public Recalibrations? Recalibrations
    {
        get => _follower.Recalibrations;
        init => _follower.Recalibrations = value;
    }

    /// <summary>
    /// Nothing more of it can come: a row after its end has been seen. Also if it is not to be read at all.
    /// </summary>
    public bool IsOver => IsSealed || _limit == 0;

    /// <summary>It has no end but its stream's, as a file has, and nothing more of it is there now.</summary>
    public bool IsReadToItsEnd => Segment.To is null && IsDone;

    /// <summary>
    /// Nothing more of it is there now, and its stream is dated up to there: the length of the pause after it can be known.
    /// </summary>
    public bool IsDone => _streams.Find(Segment.Stream) is { } stream
        ? IsSealed ? stream.ReadTo >= _follower.ReadTo : stream.IsAtMark && _follower.Awaited is null && !IsBehind
        : _streams.IsAbsent(Segment.Stream);

    /// <summary>
    /// What the log had of it when this was asked first is dated and read, or waits for a schema; rows that come later are new.
    /// </summary>
    public bool IsUp
    {
        get
        {
            if (IsSealed || _streams.IsAbsent(Segment.Stream))
            {
                return true;
            }

            if (_streams.Find(Segment.Stream) is not { Mark: > 0 } stream)
            {
                return false;
            }

            _goal = _goal > 0 ? _goal : (uint)Math.Min(stream.Mark, _limit);
            return _follower.ReadTo >= _goal || (stream.Awaited is not null && !IsBehind);
        }
    }

    /// <summary>It may have frames to look at.</summary>
    public bool IsBehind => !IsSealed && Limit is var limit and > 0 && _follower.IsBehind(limit);

    private uint Limit => _streams.Find(Segment.Stream) is { } stream ? (uint)Math.Min(stream.ReadTo, _limit) : 0;

    /// <summary>A segment that was read before, on from there.</summary>
    public static SegmentCursor Resume(
        TestSegment segment, DatedStreams streams, long limit, SegmentReach reach, Recalibrations? recalibrations)
    {
        SegmentCursor cursor = new(segment, streams, limit, reach.Next)
        {
            IsSealed = reach.IsSealed,
            IsCut = reach.IsCut,
            Last = reach.Last,
            Recalibrations = recalibrations,
        };
        cursor._place = reach.Place;
        cursor._calibrations.AddRange(reach.Calibrations);
        return cursor;
    }

    /// <summary>The same, with another end or hint, or with calibrations put right that its rows so far do not have.</summary>
    public SegmentCursor With(TestSegment segment, Recalibrations? recalibrations) =>
        Resume(segment, _streams, _limit, Reach, recalibrations);

    /// <summary>Looks for the awaited schema again.</summary>
    public void TryAgain() => _follower.TryAgain();

    /// <summary>Looks at the next frame of the segment; it stays the next one until it is taken.</summary>
    /// <param name="log">The thread's view of the log.</param>
    /// <param name="block">The frame, which hands out the segment's rows.</param>
    /// <returns>False if there is none now, or the segment is over.</returns>
    public bool TryPeek(LogView log, [NotNullWhen(true)] out RowBlock? block)
    {
        block = null;
        while (!IsSealed && Limit is var limit and > 0 && _follower.TryPeek(log, limit, out block))
        {
            switch (block.Within(Segment))
            {
                case BlockSide.Within:
                    return true;
                case BlockSide.After when block.HasRows:
                    (IsSealed, IsEndLost) = (true, IsLostBefore(block));
                    _follower.MoveTo(block);
                    Passed++;
                    break;
                default:
                    Pass(block);
                    break;
            }
        }

        block = null;
        return false;
    }

    /// <summary>Looks for the segment's first rows; the frame that has them stays the next one.</summary>
    public bool FindRows(LogView log)
    {
        while (TryPeek(log, out RowBlock? block))
        {
            if (block.HasRows)
            {
                return true;
            }

            Pass(block);
        }

        return false;
    }

    /// <summary>A frame of the segment has been applied.</summary>
    /// <param name="block">The frame.</param>
    /// <param name="timeS">Its last row on the test's clock, s.</param>
    public void Take(RowBlock block, double timeS)
    {
        if (block.HasRows)
        {
            Last = new RowPoint(block.Boot, block.RowsEndUptimeMs);
            NoteCalibrations(block, timeS);
        }

        _follower.Take(block);
        // Another end would give other rows of this frame: what has been derived is not gone on from then.
        IsSealed = IsCut = block.IsCutAtEnd;
    }

    // Readings of a file have no periods: nothing can be known to be missing between two.
    private bool IsLostBefore(RowBlock block) =>
        Last is { } last && last.Boot == block.Boot && !block.IsRestart && !block.HoldsReadings
        && block.StartUptimeMs > last.UptimeMs && !Segment.IsOver(last.Boot, last.UptimeMs + 1);

    private void NoteCalibrations(RowBlock block, double timeS)
    {
        // The same ones as before, nearly always.
        if (ReferenceEquals(block.Calibrations, _latest) || block.Calibrations.Count == 0)
        {
            return;
        }

        (_latest, _place) = (block.Calibrations, new TestPlace(block.Board, block.Slot));
        double fromS = timeS - ((block.RowsEndUptimeMs - block.RowsUptimeMs) / 1000.0);
        foreach (RowCalibration calibration in block.Calibrations)
        {
            if (!_calibrations.Any(used => used.Calibration == calibration))
            {
                _calibrations.Add(new UsedCalibration(calibration, block.Sequence, fromS));
            }
        }
    }

    private void Pass(RowBlock block)
    {
        // Lost frames before an event may have held rows: only rows settle what is known.
        bool isLost = IsLost || block.Sequence > Expected;
        (Expected, IsLost) = (block.Sequence + 1L, isLost && !block.HasRows);
        _follower.Take(block);
        Passed++;
    }
}
