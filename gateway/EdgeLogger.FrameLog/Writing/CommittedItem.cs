namespace EdgeLogger.FrameLog.Writing;

/// <summary>One item of a committed batch.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it was refused; without meaning unless <paramref name="Outcome"/> is Refused.</param>
/// <param name="Board">The board on whose topic it came.</param>
/// <param name="StreamId">The frame's stream; 0 for other items.</param>
/// <param name="Sequence">The frame's number; 0 for other items.</param>
/// <param name="Id">The frame's place in the log, for a duplicate that of the first copy; 0 if there is none.</param>
/// <param name="Bytes">Length as it arrived.</param>
/// <param name="Token">What the caller gave with it.</param>
public readonly record struct CommittedItem(
    ItemKind Kind,
    Outcome Outcome,
    RefusalReason Reason,
    string Board,
    ulong StreamId,
    uint Sequence,
    long Id,
    int Bytes,
    object? Token);
