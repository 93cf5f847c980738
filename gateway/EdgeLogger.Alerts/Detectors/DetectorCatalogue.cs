using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors.Boards;
using EdgeLogger.Alerts.Detectors.Rows;
using EdgeLogger.Alerts.Detectors.Swaps;
using EdgeLogger.Alerts.Detectors.Trends;

namespace EdgeLogger.Alerts.Detectors;

/// <summary>All kinds of detectors that a rule can be made of. docs/specs/alerts.md has a section for each.</summary>
public static class DetectorCatalogue
{
    /// <summary>Kinds that judge one cell by its cycles.</summary>
    public static IReadOnlyList<DetectorKindOf<ICycleDetector>> Cycles { get; } =
        [RetentionDetector.Kind, FadeRateDetector.Kind, KneeDetector.Kind, EfficiencyAboveOneDetector.Kind,
            .. DepartureKinds.All];

    /// <summary>Kinds that judge one cell row by row.</summary>
    public static IReadOnlyList<DetectorKindOf<ILiveDetector>> Rows { get; } =
    [
        SensorStuckDetector.Kind, SustainedFlagDetector.Saturated, SustainedFlagDetector.SensorFault,
        CurrentReversedDetector.Kind,
        CellOpenDetector.Kind, CellShortedDetector.Kind, LimitDetector.Voltage, LimitDetector.Temperature, LimitDetector.Pressure,
        ChargeDipsDetector.Kind, TestStoppedDetector.Kind, AnotherCellDetector.Kind,
    ];

    /// <summary>Kinds that judge one board.</summary>
    public static IReadOnlyList<DetectorKindOf<IBoardDetector>> Boards { get; } =
        [BoardSilentDetector.Kind, BacklogDetector.Kind, ClockDetector.Kind, DataLostDetector.Kind, DamagedFrameDetector.Kind];

    /// <summary>Kinds that judge the cells of a cohort against each other.</summary>
    public static IReadOnlyList<DetectorKindOf<ICohortDetector>> Cohorts { get; } = [CohortFadeDetector.Kind];

    /// <summary>All of them.</summary>
    public static IEnumerable<DetectorKind> All => [.. Cycles, .. Rows, .. Boards, .. Cohorts];

    /// <summary>The kind of a name; null if there is none.</summary>
    public static DetectorKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
