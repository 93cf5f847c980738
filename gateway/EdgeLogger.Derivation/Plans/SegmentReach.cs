namespace EdgeLogger.Derivation.Plans;

/// <summary>How far a segment has been derived.</summary>
/// <param name="Next">The first frame that has no rows of it, or has not been looked at.</param>
/// <param name="IsSealed">A row after the segment's end has been seen: nothing more will come.</param>
/// <param name="Last">Its last row; null if none has come.</param>
public sealed record SegmentReach(long Next, bool IsSealed, RowPoint? Last)
{
    /// <summary>The row after the end is in the frame of its last row; else in the frame <see cref="Next"/>.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether results up to here are those of a segment with another end too.</summary>
    /// <param name="derived">The segment as it was derived.</param>
    /// <param name="segment">The segment as it is to be.</param>
    public bool HoldsFor(TestSegment derived, TestSegment segment) =>
        derived.Stream == segment.Stream && derived.From == segment.From
        && (derived.To == segment.To || (!IsSealed && (Last is not { } last || !segment.IsOver(last.Boot, last.UptimeMs))));
}
