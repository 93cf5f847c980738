using System;
using System.Collections.Generic;
using EdgeLogger.FrameLog.Reading;

namespace EdgeLogger.Derivation.Schemas;

/// <summary>
/// The schemas that give streams their meaning, from the log. One that has not come, or cannot be read, is looked for again after
/// <see cref="ForgetMissing"/>. One thread at a time.
/// </summary>
public sealed class StreamSchemas
{
    private readonly Dictionary<(ulong Stream, uint Hash), StreamSchema?> _known = [];
    private readonly Dictionary<(ulong Stream, uint Hash, Recalibrations With), StreamSchema> _right = [];
    private readonly FrameLogReader _reader;
    private readonly Action<string> _problem;

    /// <param name="reader">The log.</param>
    /// <param name="problem">Receives, in words, of a schema that cannot be used.</param>
    public StreamSchemas(FrameLogReader reader, Action<string> problem)
    {
        _reader = reader;
        _problem = problem;
    }

    /// <summary>The schema of a stream's frames; null if it has not come, or cannot be read.</summary>
    /// <param name="streamId">The stream.</param>
    /// <param name="hash">What its frames call the schema by.</param>
    /// <param name="with">The calibrations that are put right; null: none. The same ones give the same object.</param>
    public StreamSchema? Find(ulong streamId, uint hash, Recalibrations? with = null)
    {
        if (!_known.TryGetValue((streamId, hash), out StreamSchema? schema))
        {
            schema = Load(streamId, hash);
            _known.Add((streamId, hash), schema);
        }

        return with is null || schema is null ? schema : Right(schema, hash, with);
    }

    /// <summary>Looks again, at the next asking, for schemas that were not there.</summary>
    public void ForgetMissing()
    {
        foreach ((ulong Stream, uint Hash) key in (List<(ulong, uint)>)[.. _known.Keys])
        {
            if (_known[key] is null)
            {
                _known.Remove(key);
            }
        }
    }

    private StreamSchema Right(StreamSchema schema, uint hash, Recalibrations with)
    {
        if (!_right.TryGetValue((schema.StreamId, hash, with), out StreamSchema? right))
        {
            _right.Add((schema.StreamId, hash, with), right = schema.With(with));
        }

        return right;
    }

    private StreamSchema? Load(ulong streamId, uint hash)
    {
        if (_reader.FindStream(streamId) is not { } entry || _reader.FindSchema(entry.Board, hash) is not { } document)
        {
            return null;
        }

        try
        {
            if (SchemaDocument.Parse(document).Of(entry.Board, streamId) is { } stream)
            {
                return stream;
            }

            _problem($"Schema {hash:x8} of board {entry.Board} does not name stream {streamId:x16}; its frames wait in the log.");
        }
        catch (FormatException error)
        {
            _problem($"Schema {hash:x8} of board {entry.Board}: {error.Message} Its frames wait in the log.");
        }

        return null;
    }
}
