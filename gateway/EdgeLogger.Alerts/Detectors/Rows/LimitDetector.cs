using System;
using System.Globalization;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Detectors.Rows;

/// <summary>A quantity beyond a fixed limit for a time. docs/specs/alerts.md, section 4.6.</summary>
public sealed class LimitDetector : ILiveDetector
{
    private readonly RuleSetup _rule;
    private readonly Func<LiveObservation, double> _quantity;
    private readonly string _what;
    private readonly string _unit;
    private readonly double _upper;
    private readonly double _lower;
    private readonly double _hysteresis;
    private readonly double _holdS;
    private double _sinceS = double.NaN;
    private bool _abnormal;

    private LimitDetector(RuleSetup rule, Func<LiveObservation, double> quantity, string what, string unit)
    {
        (_rule, _quantity, _what, _unit) = (rule, quantity, what, unit);
        (_upper, _lower, _hysteresis, _holdS) = (rule["upper"], rule["lower"], rule["hysteresis"], rule["hold"]);
    }

    public static DetectorKindOf<ILiveDetector> Voltage { get; } = Create(
        "voltage-limits", "Voltage above or below fixed limits", "voltage", "V", row => row.VoltageV,
        new Tunable("upper", "V", 4.8, -10, 100, "Above it is abnormal"),
        new Tunable("lower", "V", -0.1, -10, 100, "Below it is abnormal"),
        new Tunable("hysteresis", "V", 0.02, 0, 10, "How far within the limits it must be to be clear again"),
        new Tunable("hold", "s", 10, 0, 86_400, "How long before it is reported, and before it is clear"));

    public static DetectorKindOf<ILiveDetector> Temperature { get; } = Create(
        "temperature-limits", "Temperature above or below fixed limits", "temperature", "degC", row => row.TemperatureDegC,
        new Tunable("upper", "degC", 80, -100, 500, "Above it is abnormal"),
        new Tunable("lower", "degC", 10, -100, 500, "Below it is abnormal"),
        new Tunable("hysteresis", "K", 0.5, 0, 50, "How far within the limits it must be to be clear again"),
        new Tunable("hold", "s", 60, 0, 86_400, "How long before it is reported, and before it is clear"));

    public static DetectorKindOf<ILiveDetector> Pressure { get; } = Create(
        "pressure-limits", "Stack pressure above or below fixed limits", "stack pressure", "MPa", row => row.PressureMpa,
        new Tunable("upper", "MPa", 600, -10, 2000, "Above it is abnormal"),
        new Tunable("lower", "MPa", -1, -10, 2000, "Below it is abnormal"),
        new Tunable("hysteresis", "MPa", 0.2, 0, 100, "How far within the limits it must be to be clear again"),
        new Tunable("hold", "s", 60, 0, 86_400, "How long before it is reported, and before it is clear"));

    public Verdict? Take(in LiveObservation row)
    {
        double value = _quantity(row);
        if (double.IsNaN(value))
        {
            return null;
        }

        double margin = _abnormal ? _hysteresis : 0;
        bool beyond = value > _upper - margin || value < _lower + margin;
        if (beyond == _abnormal)
        {
            _sinceS = double.NaN;
            return null;
        }

        _sinceS = double.IsNaN(_sinceS) ? row.TimeS : _sinceS;
        if (row.TimeS - _sinceS < _holdS)
        {
            return null;
        }

        _sinceS = double.NaN;
        _abnormal = beyond;
        double limit = value > (_upper + _lower) / 2 ? _upper : _lower;
        return _rule.Say(_abnormal ? DetectionState.Abnormal : DetectionState.Clear, value, limit, _unit,
            string.Create(CultureInfo.InvariantCulture,
            $"{_what} {value:G5} {_unit}, {(_abnormal ? "beyond" : "within")} {_lower:G5} to "
                + $"{_upper:G5} {_unit} for {_holdS:0} s"));
    }

    private static DetectorKindOf<ILiveDetector> Create(
        string name, string sees, string what, string unit, Func<LiveObservation, double> quantity, params Tunable[] tunables) =>
        new(name, DetectorFeed.Rows, sees, Severity.Critical, tunables, setup => new LimitDetector(setup, quantity, what, unit));
}
