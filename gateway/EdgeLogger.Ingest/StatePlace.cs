namespace EdgeLogger.Ingest;

/// <summary>Where a state of a board stands beside those that came before.</summary>
internal enum StatePlace
{
    /// <summary>It tells something new.</summary>
    Newer,

    /// <summary>It is the last one once more, which tells nothing.</summary>
    Again,

    /// <summary>It was overtaken by another one.</summary>
    Older,
}
