using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.Sinks.Tags;

namespace EdgeLogger.Sinks.Store;

/// <summary>What a server has, or may have, of a test.</summary>
/// <param name="Test">The test; 0: all points of an earlier version, which have no tag `test`.</param>
/// <param name="Tags">The tags of its points.</param>
/// <param name="Parts">Where its rows came from.</param>
internal sealed record WrittenTest(ulong Test, TestTags Tags, IReadOnlyList<WrittenPart> Parts)
{
    /// <summary>The same, with rows of a part that were taken by a further calibration.</summary>
    public WrittenTest With(int part, RowCalibration calibration)
    {
        WrittenPart[] parts = [.. Parts];
        parts[part] = parts[part] with { Calibrations = [.. parts[part].Calibrations ?? [], calibration] };
        return this with { Parts = parts };
    }

    /// <summary>Its results are others now, while its rows and tags are the same.</summary>
    public bool OnlyResults { get; init; }
}

/// <summary>A segment as it was when its rows were written.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Board">The board that measured the rows; "" if none has been written.</param>
/// <param name="Slot">Their slot.</param>
internal sealed record WrittenPart(TestSegment Segment, string Board, int Slot)
{
    /// <summary>
    /// The calibrations by which rows were made points; null: written by a version that did not note them.
    /// </summary>
    public IReadOnlyList<RowCalibration>? Calibrations { get; init; }

    /// <summary>The last row that the server may have; null: it is not known.</summary>
    public RowPoint? Last { get; init; }

    /// <summary>Whether all rows that were written would have the same values now.</summary>
    /// <param name="now">The calibrations that are put right; null: none.</param>
    public bool IsBy(Recalibrations? now) => Calibrations is null
        ? now is null
        : Calibrations.All(used => Recalibrations.Hold(now, Board, Slot, used));

    /// <summary>Whether all rows that were written are rows of another segment.</summary>
    public bool IsWithin(TestSegment other) => other.Stream == Segment.Stream && other.From == Segment.From
        && (other.To == Segment.To || other.To is null
            || (Last is { } last && !other.IsOver(last.Boot, last.UptimeMs))
            || (Segment.To is { } to && !other.IsOver(to.Boot, to.UptimeMs)));
}
