using System.Globalization;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Detectors.Rows;

/// <summary>
/// No current for longer than the test ever rested: it is finished, or it has stopped. docs/specs/alerts.md, section 4.7.
/// </summary>
public sealed class TestStoppedDetector : ILiveDetector
{
    private readonly RuleSetup _rule;
    private readonly double _leastS;
    private readonly double _timesLongest;
    private FlowLevel _flow;
    private double _restSinceS = double.NaN;
    private double _longestS;
    private bool _stopped;

    private TestStoppedDetector(RuleSetup rule)
    {
        _rule = rule;
        _leastS = rule["least"] * 3600;
        _timesLongest = rule["times-longest-rest"];
    }

    public static DetectorKindOf<ILiveDetector> Kind { get; } = new(
        "test-stopped", DetectorFeed.Rows, "No current for longer than the test has rested before: finished or stopped",
        Severity.Info,
        [
            new("least", "h", 3, 0.01, 10_000, "Shortest rest that counts"),
            new("times-longest-rest", "", 2, 1, 100, "How many times the longest rest before it"),
        ],
        setup => new TestStoppedDetector(setup));

    public Verdict? Take(in LiveObservation row)
    {
        if (double.IsNaN(row.CurrentA))
        {
            return null;
        }

        _flow.Observe(row.CurrentA);
        if (_flow.Flows(row.CurrentA))
        {
            return Flowed(row);
        }

        if (_flow.LargestA == 0)
        {
            return null;
        }

        _restSinceS = double.IsNaN(_restSinceS) ? row.TimeS : _restSinceS;
        double restS = row.TimeS - _restSinceS;
        double wantedS = double.Max(_leastS, _timesLongest * _longestS);
        if (_stopped || restS < wantedS)
        {
            return null;
        }

        _stopped = true;
        return _rule.Say(DetectionState.Abnormal, restS / 3600, wantedS / 3600, "h", string.Create(
            CultureInfo.InvariantCulture, $"no current for {restS / 3600:0.#} h, the longest rest before was "
            + $"{_longestS / 3600:0.##} h: the test is finished or has stopped, at {row.VoltageV:0.000} V"));
    }

    private Verdict? Flowed(in LiveObservation row)
    {
        double restS = double.IsNaN(_restSinceS) ? 0 : row.TimeS - _restSinceS;
        _restSinceS = double.NaN;
        if (!_stopped)
        {
            _longestS = double.Max(_longestS, restS);
            return null;
        }

        // A stop that someone ended is not a rest of the protocol.
        _stopped = false;
        return _rule.Say(DetectionState.Clear, restS / 3600, double.NaN, "h", string.Create(
            CultureInfo.InvariantCulture, $"current flows again after {restS / 3600:0.#} h"));
    }
}
