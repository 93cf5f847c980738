using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Detectors.Boards;

/// <summary>
/// The gateway's disk has changed frames of a board after they were stored: a disk that changes one changes more. It stands for
/// some time after the last that was found. docs/specs/alerts.md, section 5.5.
/// </summary>
public sealed class DamagedFrameDetector : IBoardDetector
{
    private readonly RuleSetup _rule;
    private long _known;
    private double _foundAtS;
    private bool _abnormal;

    private DamagedFrameDetector(RuleSetup rule) => _rule = rule;

    public static DetectorKindOf<IBoardDetector> Kind { get; } = new(
        "damaged-frame", DetectorFeed.Boards, "The gateway's disk has changed a frame after it was stored", Severity.Critical,
        [new("stands-for", "s", 86400, 1, 1e7, "Time without a further one after which it is clear")],
        setup => new DamagedFrameDetector(setup));

    public Verdict? Take(in BoardObservation observation)
    {
        bool more = observation.FramesDamaged > _known;
        _known = observation.FramesDamaged;
        _foundAtS = more ? observation.TimeS : _foundAtS;
        bool abnormal = more || (_abnormal && observation.TimeS - _foundAtS < _rule["stands-for"]);
        if (abnormal == _abnormal)
        {
            return null;
        }

        _abnormal = abnormal;
        return _rule.Say(abnormal ? DetectionState.Abnormal : DetectionState.Clear, observation.FramesDamaged, 0, "frames",
            abnormal ? observation.LastDamage : "no further frame has been found changed");
    }
}
