using System.Collections.Generic;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Detectors.Trends;

/// <summary>
/// The quantities that are held against a cell's own trend. Least effects are what a battery scientist would look at.
/// </summary>
internal static class DepartureKinds
{
    public static IReadOnlyList<DetectorKindOf<ICycleDetector>> All { get; } =
    [
        Kind("capacity-fade", "Discharge capacity below the cell's own trend", Severity.Warning, FollowedQuantity.Capacity,
            new(1, 0.05, 1, 0.08, 0.5, 0, 5, 5)),
        Kind("voltage-decay", "Mean discharge voltage below the cell's own trend", Severity.Warning,
            FollowedQuantity.DischargeVoltage,
            new(1, 0.5, 15, 0.5, 4, 0, 60, 60)),
        Kind("efficiency-drop", "Coulombic efficiency below the cell's own level", Severity.Warning, FollowedQuantity.Efficiency,
            new(1, 0.02, 0.25, 0.002, 0.5, 0, 0, 0, FollowsTrend: false)),
        Kind("polarisation-growth", "Distance of the mean voltages above the cell's own trend", Severity.Warning,
            FollowedQuantity.Polarisation,
            new(-1, 0.3, 8, 0.3, 2, 0, 30, 15)),
        Kind("resistance-growth", "Resistance at 10 s above the cell's own trend", Severity.Warning, FollowedQuantity.Resistance,
            new(-1, 0.5, 12, 0.5, 2, 0, 50, 25)),
        Kind("rest-voltage-loss", "Voltage at rest after charge below the cell's own trend: it discharges itself",
            Severity.Warning, FollowedQuantity.RestVoltage,
            new(1, 1, 20, 0.5, 1, 0, 100, 30)),
        Kind("pressure-loss", "Stack pressure below the cell's own trend", Severity.Warning, FollowedQuantity.Pressure,
            new(1, 0.2, 5, 0.05, 1, 0, 25, 5)),
        Kind("breathing-growth", "Pressure swing of a cycle above the cell's own trend", Severity.Info,
            FollowedQuantity.Breathing,
            new(-1, 1, 25, 0.5, 0, 0, 100, 50)),
        Kind("breathing-loss", "Pressure swing of a cycle below the cell's own trend", Severity.Info, FollowedQuantity.Breathing,
            new(1, 1, 25, 0.5, 0, 0, 100, 50)),
    ];

    private static DetectorKindOf<ICycleDetector> Kind(
        string name, string sees, Severity severity, FollowedQuantity quantity, MonitorSettings settings) => new(
        name, DetectorFeed.Cycles, sees, severity,
        [
            new("least-effect", quantity.Unit, settings.LeastEffect, 0, 1e6,
                "Departure from the trend below which it is not news, however sure"),
            new("allowance", quantity.Unit + " per cycle", settings.Allowance, 0, 1e3,
                "Change of the slope for the worse that is still healthy"),
            new("noise-floor", quantity.Unit, settings.NoiseFloor, 0, 1e3, "Least scatter that the cell is judged by"),
            new("false-alarm-cycles", "cycles", 1e8, 100, 1e12, "Mean cycles between false alarms by design"),
            new("step-limit", quantity.Unit, settings.StepLimit, 0, 1e6,
                "Change for the worse over a pause that is not put down to it"),
            new("protocol-step-limit", quantity.Unit, settings.ProtocolStepLimit, 0, 1e6,
                "Change for the worse over another protocol that is not put down to it"),
            new("break-in", "cycles", 4, 0, 1000, "Cycles at the start of a cell that are not a trend"),
        ],
        setup => new DepartureDetector(setup, quantity, settings with
        {
            LeastEffect = setup["least-effect"],
            Allowance = setup["allowance"],
            NoiseFloor = setup["noise-floor"],
            FalseAlarmCycles = setup["false-alarm-cycles"],
            StepLimit = setup["step-limit"],
            ProtocolStepLimit = setup["protocol-step-limit"],
        }));
}
