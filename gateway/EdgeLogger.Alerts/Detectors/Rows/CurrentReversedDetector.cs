using System;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Detectors.Rows;

/// <summary>
/// The sign of current or voltage is wrong. At a step of the current the voltage of any cell moves with it, as its resistance is
/// above zero: two steps in a row at which it moved against it are a wrong sign. docs/specs/alerts.md, section 4.3.
/// </summary>
public sealed class CurrentReversedDetector : ILiveDetector
{
    private readonly RuleSetup _rule;
    private readonly double _leastV;
    private readonly int _steps;
    private FlowLevel _flow;
    private CurrentStep _step;
    private int _agreeing;
    private bool _abnormal;

    private CurrentReversedDetector(RuleSetup rule)
    {
        _rule = rule;
        _leastV = rule["least-change"] / 1000;
        _steps = (int)rule["steps"];
    }

    public static DetectorKindOf<ILiveDetector> Kind { get; } = new(
        "current-reversed", DetectorFeed.Rows, "The voltage moves against the current at its steps: a sign is wrong",
        Severity.Critical,
        [
            new("least-change", "mV", 3, 0.1, 1000,
                "Change of the voltage at a step of the current below which the step shows nothing"),
            new("steps", "steps", 2, 1, 100, "Steps in a row that have to agree"),
        ],
        setup => new CurrentReversedDetector(setup));

    public Verdict? Take(in LiveObservation row)
    {
        if (double.IsNaN(row.VoltageV) || double.IsNaN(row.CurrentA))
        {
            return null;
        }

        _flow.Observe(row.CurrentA);
        if (!_step.Observe(row, _flow) || Math.Abs(_step.ChangeV) < _leastV)
        {
            return null;
        }

        bool against = (_step.ChangeV > 0) != (_step.ChangeA > 0);
        _agreeing = against != _abnormal ? _agreeing + 1 : 0;
        if (_agreeing < _steps)
        {
            return null;
        }

        _agreeing = 0;
        _abnormal = !_abnormal;
        string meaning = _abnormal
            ? "the sign of one of them is reversed, coulombic efficiency means nothing"
            : "their signs agree again";
        return _rule.Say(_abnormal ? DetectionState.Abnormal : DetectionState.Clear, _step.ChangeV * 1000, _leastV * 1000, "mV",
            $"the current stepped by {_step.ChangeA * 1000:+0.####;-0.####} mA and the voltage by "
            + $"{_step.ChangeV * 1000:+0.#;-0.#} mV: {meaning}");
    }
}
