using System;
using System.Collections.Generic;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.FrameLog;

namespace EdgeLogger.Sinks.Reading;

/// <summary>What the codes of streams mean, from the schemas in the log. What has not come is looked for again at every asking.</summary>
internal sealed class StreamMeanings
{
    private readonly Dictionary<(ulong Stream, uint Hash), StreamMeaning> _known = [];
    private readonly FrameLogReader _reader;

    public StreamMeanings(FrameLogReader reader) => _reader = reader;

    /// <summary>The meaning of a stream's frames; null if its schema has not come, or cannot be read.</summary>
    public StreamMeaning? Find(ulong streamId, uint hash)
    {
        if (!_known.TryGetValue((streamId, hash), out StreamMeaning? meaning) && Load(streamId, hash) is { } loaded)
        {
            meaning = loaded;
            _known.Add((streamId, hash), loaded);
        }

        return meaning;
    }

    private StreamMeaning? Load(ulong streamId, uint hash)
    {
        if (_reader.FindStream(streamId) is not { } entry || _reader.FindSchema(entry.Board, hash) is not { } document)
        {
            return null;
        }

        try
        {
            foreach (StreamSchema stream in SchemaDocument.Parse(document).Streams)
            {
                if (stream.StreamId == streamId)
                {
                    return new StreamMeaning(stream, new CellPoints(stream.Board, stream.Slot));
                }
            }
        }
        catch (FormatException)
        {
            // The derivation tells a person; the frames wait in the log.
        }

        return null;
    }
}
