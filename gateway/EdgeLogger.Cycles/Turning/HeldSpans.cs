using System.Runtime.CompilerServices;

namespace EdgeLogger.Cycles.Turning;

/// <summary>Storage of the half cycles that are held back.</summary>
[InlineArray(Capacity)]
internal struct HeldSpans
{
    public const int Capacity = 12;

    private HeldSpan _first;
}
