using System;
using EdgeLogger.FrameLog;
using EdgeLogger.Frames;

namespace EdgeLogger.Ingest;

/// <summary>Gives each error of a frame its own reason.</summary>
internal static class FrameRefusals
{
    /// <summary>Null for a good frame.</summary>
    public static RefusalReason? ReasonFor(FrameError error) => error switch
    {
        FrameError.None => null,
        FrameError.TooShort => RefusalReason.FrameTooShort,
        FrameError.TooLong => RefusalReason.FrameTooLong,
        FrameError.NotAFrame => RefusalReason.NotAFrame,
        FrameError.UnknownVersion => RefusalReason.UnknownVersion,
        FrameError.BadCrc => RefusalReason.BadCrc,
        FrameError.BadHeader => RefusalReason.BadHeader,
        FrameError.BadBody => RefusalReason.BadBody,
        _ => throw new ArgumentOutOfRangeException(nameof(error)),
    };
}
