using System;
using System.Globalization;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Frames;

namespace EdgeLogger.Alerts.Detectors.Boards;

/// <summary>A board does not know the time, or knows another one. docs/specs/alerts.md, section 5.3.</summary>
public sealed class ClockDetector : IBoardDetector
{
    private readonly RuleSetup _rule;
    private double _badSinceS = double.NaN;
    private bool _abnormal;

    private ClockDetector(RuleSetup rule) => _rule = rule;

    public static DetectorKindOf<IBoardDetector> Kind { get; } = new(
        "clock-bad", DetectorFeed.Boards, "A board does not know the time, or is off by more than a limit", Severity.Info,
        [
            new("offset", "s", 10, 0.1, 1e9, "Difference to the gateway's clock that counts"),
            new("for", "s", 900, 0, 86_400, "How long before it is reported"),
        ],
        setup => new ClockDetector(setup));

    public Verdict? Take(in BoardObservation observation)
    {
        if (observation.Clock is not TimeQuality quality)
        {
            return null;
        }

        double offsetS = observation.ClockOffsetS ?? 0;
        bool bad = quality == TimeQuality.None || Math.Abs(offsetS) > _rule["offset"];
        _badSinceS = !bad ? double.NaN : double.IsNaN(_badSinceS) ? observation.TimeS : _badSinceS;
        bool abnormal = bad && (_abnormal || observation.TimeS - _badSinceS >= _rule["for"]);
        if (abnormal == _abnormal)
        {
            return null;
        }

        _abnormal = abnormal;
        return _rule.Say(abnormal ? DetectionState.Abnormal : DetectionState.Clear, offsetS, _rule["offset"], "s",
            (abnormal, quality) switch
            {
                (false, _) => "the board's clock is right again",
                (_, TimeQuality.None) =>
                    "the board does not know the time: rows are dated by their arrival; capacities are not touched",
                _ => string.Create(CultureInfo.InvariantCulture,
                    $"the board's clock is off by {offsetS:0.#} s; capacities are not touched"),
            });
    }
}
