using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors;
using EdgeLogger.Cycles;

namespace EdgeLogger.Alerts;

/// <summary>The retention detector of one cell, as alerts when it fires and when it clears.</summary>
public sealed class RetentionRule
{
    /// <summary>The rule's name in alerts.</summary>
    public const string Name = "capacity-retention";

    private readonly ICycleDetector _detector;
    private bool _firing;

    public RetentionRule(RetentionRuleOptions options) => _detector = RetentionDetector.Kind.Create(Name, default, options.Settings());

    /// <summary>Takes the cell's next cycle; an alert if the rule fires or clears with it, else null.</summary>
    /// <param name="cell">The cell's name.</param>
    /// <param name="cycle">The cycle.</param>
    public Alert? Apply(string cell, Cycle cycle)
    {
        Verdict? verdict = _detector.Take(new CycleObservation(cell, "", cycle));
        bool abnormal = verdict?.State == DetectionState.Abnormal;
        if (verdict is null || abnormal == _firing)
        {
            return null;
        }

        _firing = abnormal;
        return new Alert(cell, Name, cycle.Number, _firing, verdict.Sentence);
    }
}
