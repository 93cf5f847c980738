using System.Collections.Generic;

namespace EdgeLogger.Sinks;

/// <summary>Points of a test that are to leave a server.</summary>
/// <param name="Cell">
/// The tag `cell` that they have, as the server keeps it; "" with an empty <paramref name="Test"/>: any.
/// </param>
/// <param name="Test">The tag `test`; "": points that have none, of an earlier version.</param>
/// <param name="Samples">The samples; results go in any case.</param>
public sealed record PointDeletion(string Cell, string Test, IReadOnlyList<SampleDeletion> Samples)
{
    /// <summary>
    /// The tag `board` of points without the tag `test`: the boards of this log, since another gateway may write to the same
    /// database. Not used for points with one.
    /// </summary>
    public IReadOnlyList<string> Boards { get; init; } = [];
}

/// <summary>Samples that are to leave a server.</summary>
/// <param name="Board">The tag `board`; "": any.</param>
/// <param name="Slot">The tag `slot`; not used with an empty <paramref name="Board"/>.</param>
/// <param name="FromUtcMs">Those from then on, Unix ms: the log has no earlier ones to write again. Null: all.</param>
public sealed record SampleDeletion(string Board, string Slot, long? FromUtcMs);
