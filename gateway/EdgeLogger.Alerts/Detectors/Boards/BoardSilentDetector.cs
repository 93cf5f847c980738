using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Detectors.Boards;

/// <summary>Nothing has come from a board for some time. docs/specs/alerts.md, section 5.1.</summary>
public sealed class BoardSilentDetector : IBoardDetector
{
    private readonly RuleSetup _rule;
    private bool _silent;

    private BoardSilentDetector(RuleSetup rule) => _rule = rule;

    public static DetectorKindOf<IBoardDetector> Kind { get; } = new(
        "board-silent", DetectorFeed.Boards, "Nothing has come from a board for some time", Severity.Critical,
        [new("after", "s", 180, 1, 86_400, "Silence before it is reported; a board reports its state every 60 s")],
        setup => new BoardSilentDetector(setup));

    public Verdict? Take(in BoardObservation observation)
    {
        bool silent = observation.SilentS >= _rule["after"];
        if (silent == _silent)
        {
            return null;
        }

        _silent = silent;
        return _rule.Say(silent ? DetectionState.Abnormal : DetectionState.Clear, observation.SilentS, _rule["after"], "s",
            silent
                ? $"nothing heard for {observation.SilentS:0} s; what the board measures waits in its flash"
                : "heard again");
    }
}
