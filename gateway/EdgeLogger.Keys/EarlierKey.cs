using System.Collections.Generic;

namespace EdgeLogger.Keys;

/// <summary>
/// What a board signed frames with before it got another key. Such frames may be in its flash for long: they are still taken, but only
/// those with numbers from that time.
/// </summary>
/// <param name="Key">The key; empty: the gateway knew of none, and checked nothing.</param>
/// <param name="Below">For each stream the first number that was not made under it any more.</param>
internal sealed record EarlierKey(byte[] Key, IReadOnlyDictionary<ulong, uint> Below)
{
    /// <summary>Whether a frame with this number may be from that time.</summary>
    public bool MayHaveMade(ulong stream, uint sequence) => Below.TryGetValue(stream, out uint below) && sequence < below;
}
