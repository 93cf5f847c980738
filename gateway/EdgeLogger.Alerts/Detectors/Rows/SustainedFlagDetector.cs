using System;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Detectors.Rows;

/// <summary>
/// What a row says of itself (saturated, sensor fault), once it has said so for some rows. docs/specs/alerts.md, section 4.2.
/// </summary>
public sealed class SustainedFlagDetector : ILiveDetector
{
    private static readonly Tunable[] RowTunables =
    [
        new("rows", "rows", 3, 1, 10_000, "Rows in a row that have to say so"),
        new("rows-to-clear", "rows", 10, 1, 10_000, "Rows in a row without it before it is clear"),
    ];

    private readonly RuleSetup _rule;
    private readonly Func<LiveObservation, bool> _flag;
    private readonly string _sentence;
    private readonly int _rowsToFire;
    private readonly int _rowsToClear;
    private int _agreeing;
    private bool _abnormal;

    private SustainedFlagDetector(RuleSetup rule, Func<LiveObservation, bool> flag, string sentence)
    {
        _rule = rule;
        _flag = flag;
        _sentence = sentence;
        _rowsToFire = (int)rule["rows"];
        _rowsToClear = (int)rule["rows-to-clear"];
    }

    public static DetectorKindOf<ILiveDetector> Saturated { get; } = new(
        "converter-saturated", DetectorFeed.Rows, "A converter of voltage or current at the end of its range",
        Severity.Critical, RowTunables,
        setup => new SustainedFlagDetector(setup, row => row.Saturated,
            "a converter stands at the end of its range: what it reads is a bound, and charge is not counted in full"));

    public static DetectorKindOf<ILiveDetector> SensorFault { get; } = new(
        "sensor-fault", DetectorFeed.Rows, "A sensor reports a fault or has stopped answering", Severity.Critical, RowTunables,
        setup => new SustainedFlagDetector(setup, row => row.SensorError, "a sensor reports a fault or does not answer"));

    public Verdict? Take(in LiveObservation row)
    {
        _agreeing = _flag(row) != _abnormal ? _agreeing + 1 : 0;
        if (_agreeing < (_abnormal ? _rowsToClear : _rowsToFire))
        {
            return null;
        }

        _agreeing = 0;
        _abnormal = !_abnormal;
        return _rule.Say(_abnormal ? DetectionState.Abnormal : DetectionState.Clear, double.NaN, double.NaN, "", _abnormal
            ? _sentence
            : "over: " + _sentence);
    }
}
