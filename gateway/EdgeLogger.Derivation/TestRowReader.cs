using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;

namespace EdgeLogger.Derivation;

/// <summary>
/// A test's rows from the log, segment by segment, on the clock on which its results are, as far as they have been derived.
/// Frames that the disk has changed are left out. Also while a gateway writes the log; not safe for concurrent use.
/// </summary>
public sealed class TestRowReader : IDisposable
{
    private readonly LogView _log;
    private readonly TestDates _dates;
    private readonly IReadOnlyList<TestSegment> _segments;
    private readonly IReadOnlyList<SegmentReach> _reached;
    private readonly Dictionary<ulong, StreamDates> _streams;
    private readonly Recalibrations? _recalibrations;
    private readonly CancellationToken _cancellationToken;
    private StreamFollower _stream = new(0, 1);
    private RowBlock? _block;
    private BootPlace? _place;
    private BlockDate _date;
    private uint _contiguous;
    private int _segment = -1;
    private int _row;
    private double _lastS;
    private bool _joined;

    private TestRowReader(LogView log, DerivedStore store, ulong test, CancellationToken cancellationToken)
    {
        _log = log;
        TestReach? reach = store.Reach(test);
        (_segments, _reached, _recalibrations) = (reach?.Segments ?? [], reach?.Reached ?? [], reach?.Recalibrations);
        _streams = _segments.Select(segment => segment.Stream).Distinct().ToDictionary(stream => stream, store.DatesOfStream);
        _dates = new TestDates(store.Places(test), stream => _streams.GetValueOrDefault(stream, StreamDates.Empty));
        _cancellationToken = cancellationToken;
    }

    /// <summary>Opens a test's rows.</summary>
    /// <param name="directory">The data directory, which holds the log.</param>
    /// <param name="store">The results: rows that have not been derived are not read.</param>
    /// <param name="test">The test.</param>
    /// <param name="cancellationToken">Ends the reading; asked before every frame, whether or not its rows are wanted.</param>
    /// <exception cref="FrameLogException">There is no log, or it cannot be read.</exception>
    public static TestRowReader Open(
        string directory, DerivedStore store, ulong test, CancellationToken cancellationToken = default) =>
        new(new LogView(directory, static _ => { }), store, test, cancellationToken);

    /// <summary>The share of the test that has been read, 0 to 1.</summary>
    public double Share => _segment < 0 ? 0
        : Math.Min(1, (_segment + (_contiguous == 0 ? 1 : Math.Min(1, (_stream.Next - 1.0) / _contiguous)))
            / Math.Max(1, _reached.Count));

    /// <summary>Rows of the frame under way are a cycler's readings, not a board's means.</summary>
    public bool HoldsReadings => _block is { HoldsReadings: true };

    /// <summary>Reads the next row; false at the end.</summary>
    /// <exception cref="OperationCanceledException">The reading has been ended.</exception>
    public bool TryRead(out DatedRow row)
    {
        while (_block is null || _row == _block.Rows.Length)
        {
            if (!NextBlock())
            {
                row = default;
                return false;
            }
        }

        CellRow read = _block.Rows[_row++];
        double timeS = _place!.BootStartS + (read.UptimeMs / 1000.0);
        long? utcMs = _date.UtcMs(read.UptimeMs);
        row = new DatedRow(read, _joined && !_block.HoldsReadings ? _lastS : timeS, timeS, utcMs, utcMs is null
            ? DateQuality.Unknown
            : _date.Quality);
        (_lastS, _joined) = (timeS, true);
        return true;
    }

    public void Dispose() => _log.Dispose();

    private bool NextBlock()
    {
        BootPlace? before = _place;
        _block = null;
        while (true)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (_segment < 0 || !_stream.TryPeek(_log, _contiguous, out RowBlock? block))
            {
                if (!NextSegment())
                {
                    return false;
                }

                continue;
            }

            BlockSide side = block.Within(_segments[_segment]);
            if (side == BlockSide.Within && block.HasRows && _dates.PlaceOf(_segment, block) is { } place)
            {
                _stream.Take(block);
                (_block, _place, _row) = (block, place, 0);
                _date = _streams[_stream.StreamId].DateOf(block);
                _joined = !block.IsRestart && place == before;
                return true;
            }

            if (block.HasRows && side != BlockSide.Before)
            {
                // After the segment's end, or not derived.
                _contiguous = 0;
                continue;
            }

            _stream.Take(block);
        }
    }

    private bool NextSegment()
    {
        if (_segment + 1 >= _reached.Count)
        {
            return false;
        }

        TestSegment segment = _segments[++_segment];
        _stream = new StreamFollower(segment.Stream, Math.Max(1, segment.FirstFrame)) { Recalibrations = _recalibrations };
        _contiguous = _log.Reader.FindStream(segment.Stream)?.Contiguous ?? 0;
        return true;
    }
}
