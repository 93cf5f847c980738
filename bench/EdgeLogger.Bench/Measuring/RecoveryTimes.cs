using System;

namespace EdgeLogger.Bench.Measuring;

/// <summary>What a start on a long log takes.</summary>
/// <param name="Frames">Frames in the log, of 60 rows.</param>
/// <param name="BytesAFrame">Their mean length.</param>
/// <param name="Fill">Time to make and append all but the newest ones, as fast as it goes.</param>
/// <param name="Cold">Start without any results: until every cell is up to date.</param>
/// <param name="Open">Start with results: until frames are taken.</param>
/// <param name="UpToDate">The same start: until every cell is up to date.</param>
/// <param name="Behind">Frames that were not derived yet at that start.</param>
/// <param name="FileBytes">Size of the log's file.</param>
internal sealed record RecoveryTimes(
    int Frames, double BytesAFrame, TimeSpan Fill, TimeSpan Cold, TimeSpan Open, TimeSpan UpToDate, int Behind, long FileBytes);
