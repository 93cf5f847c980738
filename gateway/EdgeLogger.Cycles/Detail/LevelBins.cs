using System.Runtime.CompilerServices;

namespace EdgeLogger.Cycles.Detail;

/// <summary>Storage of a histogram of the current.</summary>
[InlineArray(Count)]
internal struct LevelBins
{
    public const int Count = 4;

    private LevelBin _first;
}
