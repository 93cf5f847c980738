using System;
using System.Threading;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.FrameLog;
using EdgeLogger.Frames;

namespace EdgeLogger.Derivation.Cells;

/// <summary>
/// A stream's rows from the log, in order, on the clock on which its results are. Frames that are damaged or whose schema has not come
/// are passed over. Also while a gateway writes the log; not safe for concurrent use.
/// </summary>
public sealed class CellRowReader : IDisposable
{
    private const int FramesAtATime = 256;

    private readonly FrameLogReader _reader;
    private readonly StreamSchemas _schemas;
    private readonly FrameBatch _batch = new();
    private readonly FrameReader _frame = new();
    private readonly ulong _streamId;
    private readonly uint _contiguous;
    private readonly CancellationToken _cancellationToken;
    private CellClock _clock;
    private StreamSchema? _schema;
    private long _next = 1;
    private int _at;
    private bool _joined;

    private CellRowReader(FrameLogReader reader, ulong streamId, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _reader = reader;
        _streamId = streamId;
        _schemas = new StreamSchemas(reader, static _ => { });
        _contiguous = reader.FindStream(streamId)?.Contiguous ?? 0;
    }

    /// <summary>Opens a stream of the log in a directory.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="cancellationToken">Ends the reading; asked before every frame, whether or not its rows are wanted.</param>
    /// <exception cref="FrameLogException">There is no log, or it cannot be read.</exception>
    public static CellRowReader Open(string directory, ulong streamId, CancellationToken cancellationToken = default) =>
        new(FrameLogReader.Open(directory), streamId, cancellationToken);

    /// <summary>The share of the stream that has been read, 0 to 1.</summary>
    public double Share => _contiguous == 0 ? 1 : Math.Min(1, (_next - 1.0) / _contiguous);

    /// <summary>Rows of the frame under way are a cycler's readings, not a board's means.</summary>
    public bool HoldsReadings => _schema is { HoldsReadings: true };

    /// <summary>Frames passed over.</summary>
    public long FramesLeftOut { get; private set; }

    /// <summary>Reads the next row; false at the end.</summary>
    /// <exception cref="OperationCanceledException">The reading has been ended.</exception>
    public bool TryRead(out DatedRow row)
    {
        while (true)
        {
            if (_schema is { } schema && RowDecoder.TryRead(_frame, schema, out CellRow read))
            {
                double startS = _joined && !schema.HoldsReadings ? _clock.LastS : _clock.At(read.UptimeMs);
                _clock.Advance(read.UptimeMs);
                _joined = true;
                row = new DatedRow(read, startS, _clock.LastS, _clock.UtcMs(_clock.LastS));
                return true;
            }

            if (!NextFrame())
            {
                row = default;
                return false;
            }
        }
    }

    public void Dispose() => _reader.Dispose();

    private bool NextFrame()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (_at == _batch.Count)
        {
            _reader.ReadStream(_streamId, _next, FramesAtATime, _batch);
            _at = 0;
            if (_batch.Count == 0 || _batch.Frames[0].Sequence > _contiguous)
            {
                _next = _contiguous + 1L;
                return false;
            }
        }

        StoredFrame stored = _batch.Frames[_at++];
        _next = stored.Sequence + 1L;
        _schema = null;
        if (stored.Sequence > _contiguous)
        {
            return false;
        }

        if (stored.IsDamaged || _frame.Open(_batch.Buffer, stored.Offset, stored.Length) != FrameError.None)
        {
            FramesLeftOut++;
        }
        else if (_frame.Kind == FrameKind.Rows)
        {
            Enter();
        }

        return true;
    }

    private void Enter()
    {
        _schema = _schemas.Find(_streamId, _frame.SchemaHash);
        if (_schema is null)
        {
            FramesLeftOut++;
            return;
        }

        _joined = (_frame.Flags & FrameFlags.Restart) == 0 && _clock.IsSameBoot(_frame.BootCount);
        _clock.Enter(_frame);
    }
}
