using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Derivation.Cells;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;

namespace EdgeLogger.Derivation.Store;

/// <summary>What made a test's results: another engine, other settings or other calibrations would give others.</summary>
/// <param name="Settings">The version of the engine, and what it was given.</param>
/// <param name="Calibrations">By what the codes of its rows were taken, in the order in which it came.</param>
public sealed record Provenance(CellSettings Settings, IReadOnlyList<ProvenCalibration> Calibrations)
{
    /// <summary>What made the results of a test; null if it has none.</summary>
    public static Provenance? Of(DerivedStore store, ulong test)
    {
        if (store.Settings(test) is not { } settings || store.Reach(test) is not { } reach)
        {
            return null;
        }

        TestDates dates = store.DatesOf(test);
        return new Provenance(settings,
        [
            .. reach.Reached.SelectMany((segment, at) => segment.Calibrations.Select(used =>
                new ProvenCalibration(at + 1, segment.Place!, used, dates.UtcMs(used.FromS)))),
        ]);
    }
}

/// <summary>A calibration by which rows of a test were taken.</summary>
/// <param name="Segment">The segment of those with rows, from 1.</param>
/// <param name="Place">The slot.</param>
/// <param name="Used">The calibration.</param>
/// <param name="FromUtcMs">When the first such row was, Unix ms; null: that is not known.</param>
public sealed record ProvenCalibration(int Segment, TestPlace Place, UsedCalibration Used, long? FromUtcMs);
