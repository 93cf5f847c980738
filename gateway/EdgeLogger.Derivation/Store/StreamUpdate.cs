using System.Collections.Generic;
using EdgeLogger.Derivation.Following;

namespace EdgeLogger.Derivation.Store;

/// <summary>What has come to a stream's offset book.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="NextSequence">The first frame that is not dated.</param>
/// <param name="Checkpoint">The dater's state after them.</param>
/// <param name="Lines">Lines that have come, or replace such as begin with the same frame.</param>
public sealed record StreamUpdate(ulong Stream, long NextSequence, byte[] Checkpoint, IReadOnlyList<BootDate> Lines);
