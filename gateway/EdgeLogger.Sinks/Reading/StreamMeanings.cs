using System.Collections.Generic;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.FrameLog;

namespace EdgeLogger.Sinks.Reading;

/// <summary>What the codes of streams mean, from the schemas in the log. What has not come is looked for again at every asking.</summary>
internal sealed class StreamMeanings
{
    private readonly Dictionary<(ulong Stream, uint Hash), StreamMeaning> _known = [];
    private readonly StreamSchemas _schemas;

    // The derivation tells a person of a schema that cannot be read.
    public StreamMeanings(FrameLogReader reader) => _schemas = new StreamSchemas(reader, static _ => { });

    /// <summary>The meaning of a stream's frames; null if its schema has not come, or cannot be read.</summary>
    public StreamMeaning? Find(ulong streamId, uint hash)
    {
        if (!_known.TryGetValue((streamId, hash), out StreamMeaning? meaning))
        {
            _schemas.ForgetMissing();
            if (_schemas.Find(streamId, hash) is { } schema)
            {
                meaning = new StreamMeaning(schema, new CellPoints(schema.Board, schema.Slot));
                _known.Add((streamId, hash), meaning);
            }
        }

        return meaning;
    }
}
