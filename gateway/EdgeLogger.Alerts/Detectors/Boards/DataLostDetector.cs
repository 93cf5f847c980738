using System.Globalization;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Detectors.Boards;

/// <summary>
/// A board has overwritten frames that nobody had. It stands for some time after the last loss: what is gone stays gone, but it
/// is reported once, not for ever. docs/specs/alerts.md, section 5.4.
/// </summary>
public sealed class DataLostDetector : IBoardDetector
{
    private readonly RuleSetup _rule;
    private long? _known;
    private long _before;
    private double _lostAtS;
    private bool _abnormal;

    private DataLostDetector(RuleSetup rule) => _rule = rule;

    public static DetectorKindOf<IBoardDetector> Kind { get; } = new(
        "data-lost", DetectorFeed.Boards, "A board has overwritten frames before the gateway had them", Severity.Critical,
        [new("stands-for", "s", 3600, 1, 1e7, "Time without a further loss after which it is clear")],
        setup => new DataLostDetector(setup));

    public Verdict? Take(in BoardObservation observation)
    {
        if (observation.FramesLost is not long lost)
        {
            return null;
        }

        // What was lost before the first look has been reported, or was nobody's loss then.
        bool more = _known is long known && lost > known;
        _before = _abnormal ? _before : _known ?? lost;
        _known = lost;
        _lostAtS = more ? observation.TimeS : _lostAtS;
        bool abnormal = more || (_abnormal && observation.TimeS - _lostAtS < _rule["stands-for"]);
        if (abnormal == _abnormal)
        {
            return null;
        }

        _abnormal = abnormal;
        return _rule.Say(abnormal ? DetectionState.Abnormal : DetectionState.Clear, lost - _before, 0, "frames", string.Create(
            CultureInfo.InvariantCulture, $"{lost - _before} frames overwritten on the board before they were "
            + $"stored{(abnormal ? ": charge between them is kept by the counters, shape is not" : "; no more since")}"));
    }
}
