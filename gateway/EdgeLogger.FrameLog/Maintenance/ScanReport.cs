using System.Collections.Generic;

namespace EdgeLogger.FrameLog.Maintenance;

/// <summary>What a reading of the whole log found.</summary>
/// <param name="Frames">Frames that were read.</param>
/// <param name="Unreadable">Parts of the file that SQLite cannot read, in words, with the frames that were in them as far as that
/// is known.</param>
public sealed record ScanReport(long Frames, IReadOnlyList<string> Unreadable);
