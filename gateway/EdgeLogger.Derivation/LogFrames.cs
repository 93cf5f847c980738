using System;
using System.Collections.Generic;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.FrameLog;

namespace EdgeLogger.Derivation;

/// <summary>A worker's own view of the log: frames of a stream, and the schemas that give them meaning.</summary>
internal sealed class LogFrames : IDisposable
{
    private readonly string _directory;
    private readonly Action<string> _problem;
    private readonly Dictionary<(ulong Stream, uint Hash), StreamSchema?> _schemas = [];
    private FrameLogReader? _reader;

    public LogFrames(string directory, Action<string> problem)
    {
        _directory = directory;
        _problem = problem;
    }

    /// <summary>The frames read last.</summary>
    public FrameBatch Batch { get; } = new();

    private FrameLogReader Reader => _reader ??= FrameLogReader.Open(_directory);

    /// <summary>Reads the next frames of a stream into <see cref="Batch"/>.</summary>
    public void Read(ulong streamId, uint fromSequence, int max) => Reader.ReadStream(streamId, fromSequence, max, Batch);

    /// <summary>The board that owns a stream.</summary>
    public string BoardOf(ulong streamId) => Reader.FindStream(streamId)?.Board ?? "";

    /// <summary>The schema of a stream's frames; null if it has not come, or cannot be read.</summary>
    public StreamSchema? SchemaOf(ulong streamId, uint hash)
    {
        if (!_schemas.TryGetValue((streamId, hash), out StreamSchema? schema))
        {
            schema = Load(streamId, hash);
            _schemas.Add((streamId, hash), schema);
        }

        return schema;
    }

    /// <summary>Looks again for schemas that were not there.</summary>
    public void ForgetMissingSchemas()
    {
        foreach ((ulong Stream, uint Hash) key in (List<(ulong, uint)>)[.. _schemas.Keys])
        {
            if (_schemas[key] is null)
            {
                _schemas.Remove(key);
            }
        }
    }

    /// <summary>Tells a person of a frame that cannot be used.</summary>
    public void Problem(string text) => _problem(text);

    public void Dispose() => _reader?.Dispose();

    private StreamSchema? Load(ulong streamId, uint hash)
    {
        string board = BoardOf(streamId);
        if (Reader.FindSchema(board, hash) is not { } document)
        {
            return null;
        }

        try
        {
            foreach (StreamSchema stream in SchemaDocument.Parse(document).Streams)
            {
                if (stream.StreamId == streamId)
                {
                    return stream;
                }
            }

            _problem($"Schema {hash:x8} of board {board} does not name stream {streamId:x16}; its frames wait in the log.");
        }
        catch (FormatException error)
        {
            _problem($"Schema {hash:x8} of board {board}: {error.Message} Its frames wait in the log.");
        }

        return null;
    }
}
