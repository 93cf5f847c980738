using System.Collections.Generic;
using System.Globalization;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Alerts.Detectors;

/// <summary>
/// Capacity against the first complete cycle of the same protocol signature after formation: the rule that labs agree on for the
/// end of a cell's life. Cycles of another signature are not compared, partial cycles are left out.
/// </summary>
public sealed class RetentionDetector : ICycleDetector
{
    private readonly RuleSetup _rule;
    private readonly Dictionary<string, double> _referenceAh = [];
    private readonly double _fireBelow;
    private readonly double _clearAbove;
    private int _agreeing;
    private bool _abnormal;

    private RetentionDetector(RuleSetup rule)
    {
        _rule = rule;
        _fireBelow = rule["fire-below"] / 100;
        _clearAbove = double.Max(_fireBelow, rule["clear-above"] / 100);
    }

    public static DetectorKindOf<ICycleDetector> Kind { get; } = new(
        "capacity-retention", DetectorFeed.Cycles,
        "Discharge capacity below a share of the first one of the same protocol", Severity.Warning,
        [
            new("fire-below", "%", 80, 1, 100, "Retention below which it is abnormal"),
            new("clear-above", "%", 82, 1, 100, "Retention above which it is clear again; at least fire-below"),
            new("cycles-in-a-row", "cycles", 3, 1, 50, "Cycles that have to agree before the state changes"),
            new("formation-cycles", "cycles", 2, 0, 100, "Cycles at the start of a cell that are not a reference"),
        ],
        setup => new RetentionDetector(setup));

    public Verdict? Take(CycleObservation observation)
    {
        Cycle cycle = observation.Cycle;
        if (cycle.Partial || cycle.Discharge is not { Ah: > 0 } discharge || cycle.Number <= _rule["formation-cycles"])
        {
            return null;
        }

        if (_referenceAh.TryAdd(cycle.Signature, discharge.Ah))
        {
            return null;
        }

        double retention = discharge.Ah / _referenceAh[cycle.Signature];
        bool turns = _abnormal ? retention > _clearAbove : retention < _fireBelow;
        _agreeing = turns ? _agreeing + 1 : 0;
        if (_agreeing >= _rule["cycles-in-a-row"])
        {
            _agreeing = 0;
            _abnormal = !_abnormal;
        }

        DetectionState state = _abnormal ? DetectionState.Abnormal : _agreeing > 0
            ? DetectionState.Suspicious
            : DetectionState.Clear;
        double threshold = _abnormal ? _clearAbove : _fireBelow;
        return _rule.Say(state, retention * 100, threshold * 100, "%", Sentence(cycle, discharge.Ah, retention))
            with
        { Cycle = cycle.Number };
    }

    private string Sentence(Cycle cycle, double ah, double retention) => string.Create(CultureInfo.InvariantCulture,
        $"discharge capacity {(_abnormal ? "is at" : "stands at")} {retention:P1} of its reference ({ah * 1000:F4} of "
        + $"{_referenceAh[cycle.Signature] * 1000:F4} mAh, signature {cycle.Signature})");
}
