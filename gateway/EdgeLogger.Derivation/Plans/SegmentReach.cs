using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Derivation.Schemas;

namespace EdgeLogger.Derivation.Plans;

/// <summary>How far a segment has been derived.</summary>
/// <param name="Next">The first frame that has no rows of it, or has not been looked at.</param>
/// <param name="IsSealed">A row after the segment's end has been seen: nothing more will come.</param>
/// <param name="Last">Its last row; null if none has come.</param>
public sealed record SegmentReach(long Next, bool IsSealed, RowPoint? Last)
{
    /// <summary>The row after the end is in the frame of its last row; else in the frame <see cref="Next"/>.</summary>
    public bool IsCut { get; init; }

    /// <summary>Where its rows were measured; null if none has come, and for a file.</summary>
    public TestPlace? Place { get; init; }

    /// <summary>The calibrations of its rows, each once, in the order in which they came.</summary>
    public IReadOnlyList<UsedCalibration> Calibrations { get; init; } = [];

    /// <summary>Whether its rows would be taken by the same calibrations now.</summary>
    /// <param name="now">What is put right now; null: nothing.</param>
    public bool HoldsFor(Recalibrations? now) => Changed(now).Count == 0;

    /// <summary>The calibrations of its rows that are others now.</summary>
    /// <param name="now">What is put right now; null: nothing.</param>
    public IReadOnlyList<UsedCalibration> Changed(Recalibrations? now) => Place is not { } place ? []
        : [.. Calibrations.Where(used => !Recalibrations.Hold(now, place.Board, place.Slot, used.Calibration))];

    /// <summary>Whether results up to here are those of a segment with another end too.</summary>
    /// <param name="derived">The segment as it was derived.</param>
    /// <param name="segment">The segment as it is to be.</param>
    public bool HoldsFor(TestSegment derived, TestSegment segment) =>
        derived.Stream == segment.Stream && derived.From == segment.From
        && (derived.To == segment.To || (!IsSealed && (Last is not { } last || !segment.IsOver(last.Boot, last.UptimeMs))));
}
