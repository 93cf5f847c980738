namespace EdgeLogger.Traces;

/// <summary>
/// The levels of the pyramid: a span of level 0 is a frame, one of level n is 16^n frames of neighbouring numbers. So the spans
/// that a frame belongs to follow from its number alone, and making them again gives the same.
/// </summary>
internal static class TraceLevel
{
    /// <summary>Levels: the highest takes a year of one-minute frames in 8 spans.</summary>
    public const int Count = 5;

    private const int Shift = 4;

    /// <summary>Frames in a span.</summary>
    public static long Frames(int level) => 1L << (Shift * level);

    /// <summary>The span that a frame belongs to.</summary>
    public static long SpanOf(long sequence, int level) => sequence >> (Shift * level);

    /// <summary>The first frame of a span.</summary>
    public static uint FirstFrame(long span, int level) => (uint)(span << (Shift * level));
}
