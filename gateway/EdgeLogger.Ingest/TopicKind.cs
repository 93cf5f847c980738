namespace EdgeLogger.Ingest;

/// <summary>What a board says on a topic.</summary>
internal enum TopicKind
{
    /// <summary>The topic is none of ours.</summary>
    None,

    /// <summary>Frames, of now or from flash.</summary>
    Frames,

    /// <summary>A schema document.</summary>
    Schema,

    /// <summary>The board's health.</summary>
    State,

    /// <summary>The answer to a command.</summary>
    CommandResult,
}
