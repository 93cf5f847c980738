using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Schemas;

namespace EdgeLogger.Derivation.Store;

/// <summary>What a test's stored results were derived from.</summary>
/// <param name="Segments">All segments of its plan then.</param>
/// <param name="Reached">How far each was derived, up to the last that had rows.</param>
public sealed record TestReach(IReadOnlyList<TestSegment> Segments, IReadOnlyList<SegmentReach> Reached)
{
    /// <summary>The calibrations that were put right in its rows; null: none was.</summary>
    public Recalibrations? Recalibrations => Recalibrations.Of(Reached.Where(reach => reach.Place is not null).SelectMany(
        reach => reach.Calibrations.Select(used => (new SlotName(reach.Place!.Board, reach.Place.Slot), used.Calibration))));
}
