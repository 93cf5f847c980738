using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EdgeLogger.Derivation.Following;

namespace EdgeLogger.Derivation.Dating;

/// <summary>A boot of a board, and what dates it by arrival.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct BootSpan
{
    /// <summary>Begins with a boot's first block with rows.</summary>
    /// <param name="block">The block.</param>
    public BootSpan(RowBlock block)
    {
        (Boot, FirstSequence) = (block.Boot, block.Sequence);
        FirstUptimeMs = LastUptimeMs = block.StartUptimeMs;
        SoonestMs = long.MaxValue / 2;
    }

    /// <summary>Begin of the first row, uptime, ms.</summary>
    public long FirstUptimeMs;

    /// <summary>End of the last row so far, uptime, ms.</summary>
    public long LastUptimeMs;

    /// <summary>Arrival minus uptime of the frame that arrived soonest after it was made, ms.</summary>
    public long SoonestMs;

    /// <summary>The board's count of boots.</summary>
    public uint Boot;

    /// <summary>The first frame with rows.</summary>
    public uint FirstSequence;

    /// <summary>A line of the offset book.</summary>
    /// <param name="sequence">The first frame that it holds for.</param>
    /// <param name="uptimeMs">Begin of that frame, ms.</param>
    /// <param name="utcMinusUptimeMs">What dates the boot's uptimes, ms; null while that is not known.</param>
    /// <param name="quality">How well it is known.</param>
    /// <param name="knownBy">The frame by which it came to be known.</param>
    public readonly BootDate Line(
        uint sequence, long uptimeMs, long? utcMinusUptimeMs, DateQuality quality, uint knownBy) =>
        new(sequence, Boot, uptimeMs, utcMinusUptimeMs, quality, knownBy);
}

/// <summary>Boots in a row of which none knew UTC. A backlog of more is rare, and placed in parts.</summary>
[InlineArray(Length)]
internal struct UndatedBoots
{
    public const int Length = 8;

#pragma warning disable IDE0044, IDE0051 // The array's one field, as the compiler wants it.
    private BootSpan _first;
#pragma warning restore IDE0044, IDE0051
}
