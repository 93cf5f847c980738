using System;
using System.Threading;
using EdgeLogger.FrameLog;

namespace EdgeLogger.Derivation.Following;

/// <summary>
/// A stream's rows from the log, in order, on the clock on which its results are, as far as they have been derived. Frames that
/// the disk has changed are left out. Also while a gateway writes the log; not safe for concurrent use.
/// </summary>
public sealed class CellRowReader : IDisposable
{
    private readonly LogView _log;
    private readonly StreamDates _dates;
    private readonly StreamFollower _stream;
    private readonly uint _contiguous;
    private readonly CancellationToken _cancellationToken;
    private RowBlock? _block;
    private BootDate? _line;
    private BlockDate _date;
    private int _row;
    private double _lastS;
    private bool _joined;

    private CellRowReader(LogView log, ulong streamId, StreamDates dates, CancellationToken cancellationToken)
    {
        _log = log;
        _dates = dates;
        _stream = new StreamFollower(streamId, 1);
        _contiguous = log.Reader.FindStream(streamId)?.Contiguous ?? 0;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Opens a stream of the log in a directory.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="dates">Its offset book: rows of boots that are not in it have not been derived, and are not read.</param>
    /// <param name="cancellationToken">Ends the reading; asked before every frame, whether or not its rows are wanted.</param>
    /// <exception cref="FrameLogException">There is no log, or it cannot be read.</exception>
    public static CellRowReader Open(
        string directory, ulong streamId, StreamDates dates, CancellationToken cancellationToken = default) =>
        new(new LogView(directory, static _ => { }), streamId, dates, cancellationToken);

    /// <summary>The share of the stream that has been read, 0 to 1.</summary>
    public double Share => _contiguous == 0 ? 1 : Math.Min(1, (_stream.Next - 1.0) / _contiguous);

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
        double timeS = _line!.BootStartS + (read.UptimeMs / 1000.0);
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
        uint? bootBefore = _line?.Boot;
        _block = null;
        while (true)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (!_stream.TryPeek(_log, _contiguous, out RowBlock? block))
            {
                return false;
            }

            if (block.HasRows)
            {
                return Enter(block, bootBefore);
            }

            _stream.Take(block);
        }
    }

    /// <summary>Takes a block with rows; false if its boot has not been derived.</summary>
    private bool Enter(RowBlock block, uint? bootBefore)
    {
        if (_dates.Of(block) is not { } line)
        {
            return false;
        }

        _stream.Take(block);
        (_block, _line, _date, _row) = (block, line, _dates.DateOf(block), 0);
        _joined = !block.IsRestart && line.Boot == bootBefore;
        return true;
    }
}
