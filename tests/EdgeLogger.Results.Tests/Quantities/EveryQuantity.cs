using System.Collections.Generic;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Results.Tests.Quantities;

/// <summary>All lists in one.</summary>
internal static class EveryQuantity
{
    public static IReadOnlyList<Quantity> All { get; } =
    [
        .. SampleQuantities.All, .. HalfQuantities.All, .. CycleQuantities.All, .. StepQuantities.All, .. TrendQuantities.All,
        .. TrendQuantities.OfPeak, .. NoteQuantities.All,
    ];
}
