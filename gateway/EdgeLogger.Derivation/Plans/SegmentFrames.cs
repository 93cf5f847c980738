namespace EdgeLogger.Derivation.Plans;

/// <summary>A segment, and the frames of its stream that hold rows of it.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="First">The first frame; it may hold rows before the segment.</param>
/// <param name="Last">The last frame; it may hold rows after the segment.</param>
public readonly record struct SegmentFrames(TestSegment Segment, uint First, uint Last)
{
    /// <summary>The stream.</summary>
    public ulong Stream => Segment.Stream;

    /// <summary>All frames of a stream.</summary>
    public static SegmentFrames OfStream(ulong stream) => new(new TestSegment(stream), 0, uint.MaxValue);

    /// <summary>Whether some of these frames are the segment's.</summary>
    public bool Touches(long first, long last) => first <= Last && last >= First;

    /// <summary>Whether one of these frames may hold rows that are not the segment's.</summary>
    public bool MayCut(long first, long last) =>
        (Segment.From is not null && first <= First) || (Segment.To is not null && last >= Last);
}
