using System;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.Frames;

namespace EdgeLogger.Derivation.Following;

/// <summary>
/// One thread's view of the log, for any number of <see cref="StreamFollower"/>: its connection, the schemas it has met and the
/// buffers that frames are read and decoded into.
/// </summary>
public sealed class LogView : IDisposable
{
    private readonly string _directory;
    private readonly Action<string> _problem;
    private const int FramesAtATime = 256;

    private readonly FrameReader _frame = new();
    private readonly FrameBatch _batch = new();
    private FrameLogReader? _reader;
    private StreamSchemas? _schemas;
    private ulong _batchStream;
    private uint _batchMark;
    private long _from;
    private int _at;

    /// <param name="directory">The data directory. The log in it is opened when it is read first.</param>
    /// <param name="problem">Given, in words, what a person should look at: a damaged frame, a schema that cannot be
    /// read.</param>
    public LogView(string directory, Action<string> problem)
    {
        _directory = directory;
        _problem = problem;
    }

    /// <summary>The log.</summary>
    /// <exception cref="FrameLogException">There is none, or it cannot be read.</exception>
    public FrameLogReader Reader => _reader ??= FrameLogReader.Open(_directory);

    /// <summary>The frame decoded last.</summary>
    internal RowBlock Block { get; } = new();

    /// <summary>The hash of the schema of the frame opened last.</summary>
    internal uint SchemaHash => _frame.SchemaHash;

    private StreamSchemas Schemas => _schemas ??= new StreamSchemas(Reader, _problem);

    /// <summary>Looks again for schemas that were not there.</summary>
    public void ForgetMissingSchemas() => _schemas?.ForgetMissing();

    public void Dispose() => _reader?.Dispose();

    /// <summary>The first frame of a stream from a number on; false if there is none up to the mark.</summary>
    internal bool TryFind(ulong streamId, long from, uint contiguous, out StoredFrame stored)
    {
        if (!TryFindRead(streamId, from, out stored))
        {
            Reader.ReadStream(streamId, from, FramesAtATime, _batch);
            (_batchStream, _batchMark, _from, _at) = (streamId, contiguous, from, 0);
            if (!TryFindRead(streamId, from, out stored))
            {
                return false;
            }
        }

        // What was read last may reach further than this mark.
        return stored.Sequence <= contiguous;
    }

    /// <summary>Decodes a frame that was found into <see cref="Block"/>.</summary>
    /// <param name="stored">The frame.</param>
    /// <param name="with">The calibrations that are put right; null: none.</param>
    internal BlockState Decode(in StoredFrame stored, Recalibrations? with = null)
    {
        if (Block.Is(stored) && (!Block.HasRows || Block.IsBy(Schemas.Find(stored.StreamId, Block.SchemaHash, with))))
        {
            // Several consumers of one thread go through a stream together.
            Block.Whole();
            return BlockState.Whole;
        }

        // Ingest has walked it before it was stored; the batch has compared its CRC just now.
        if (stored.IsDamaged || _frame.OpenStored(_batch.Buffer, stored.Offset, stored.Length) != FrameError.None)
        {
            _problem($"Frame {stored.Sequence} of stream {stored.StreamId:x16} is damaged in the log; it is left out.");
            return BlockState.Damaged;
        }

        StreamSchema? schema = null;
        if (_frame.Kind == FrameKind.Rows)
        {
            schema = Schemas.Find(stored.StreamId, _frame.SchemaHash, with);
            if (schema is not { HasVoltageAndCurrent: true })
            {
                return BlockState.WaitsForSchema;
            }
        }

        Block.Decode(_frame, schema, stored);
        return BlockState.Whole;
    }

    /// <summary>The board of a stream; "" if the log has no frame of it.</summary>
    internal string BoardOf(ulong streamId) => Reader.FindStream(streamId)?.Board ?? "";

    /// <summary>Reports what a person should look at.</summary>
    internal void Problem(string text) => _problem(text);

    // In what was read last, which is gone through once. What is in it beyond the mark of its time may have holes that were
    // filled since.
    private bool TryFindRead(ulong streamId, long from, out StoredFrame stored)
    {
        ReadOnlySpan<StoredFrame> frames = _batch.Frames;
        if (streamId == _batchStream && from >= _from)
        {
            for (_from = from; _at < frames.Length && frames[_at].Sequence <= _batchMark; _at++)
            {
                if (frames[_at].Sequence >= from)
                {
                    stored = frames[_at];
                    return true;
                }
            }
        }

        stored = default;
        return false;
    }
}

/// <summary>What became of a frame that was to be decoded.</summary>
internal enum BlockState
{
    /// <summary>It is decoded.</summary>
    Whole,

    /// <summary>The disk has changed it: it counts as lost, and the next frame's counters bring the charge back.</summary>
    Damaged,

    /// <summary>Its schema has not come, or gives neither voltage nor current.</summary>
    WaitsForSchema,
}
