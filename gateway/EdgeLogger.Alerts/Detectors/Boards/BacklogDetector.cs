using System.Globalization;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Detectors.Boards;

/// <summary>
/// Frames pile up on a board: more than it had some time ago, all along, and more than a floor. docs/specs/alerts.md, section
/// 5.2.
/// </summary>
public sealed class BacklogDetector : IBoardDetector
{
    private readonly RuleSetup _rule;
    private double _risingSinceS = double.NaN;
    private long _lowest;
    private long _last;
    private bool _abnormal;

    private BacklogDetector(RuleSetup rule) => _rule = rule;

    public static DetectorKindOf<IBoardDetector> Kind { get; } = new(
        "backlog-growing", DetectorFeed.Boards, "Frames wait on a board and become more", Severity.Warning,
        [
            new("least", "frames", 200, 1, 1e9, "Frames waiting below which it is nothing"),
            new("rising-for", "s", 600, 1, 86_400, "How long it has not gone down"),
        ],
        setup => new BacklogDetector(setup));

    public Verdict? Take(in BoardObservation observation)
    {
        if (observation.BacklogFrames is not long waiting)
        {
            return null;
        }

        if (double.IsNaN(_risingSinceS) || waiting < _last)
        {
            (_risingSinceS, _lowest) = (observation.TimeS, waiting);
        }

        _last = waiting;
        bool grows = waiting >= _rule["least"] && waiting > _lowest && observation.TimeS - _risingSinceS >= _rule["rising-for"];
        bool changes = _abnormal ? waiting < _rule["least"] / 2 : grows;
        if (!changes)
        {
            return null;
        }

        _abnormal = !_abnormal;
        string holds = observation.CapacityHours is double hours
            ? string.Create(CultureInfo.InvariantCulture, $"; its flash holds {hours:0.#} h")
            : "";
        string rise = _abnormal
            ? string.Create(CultureInfo.InvariantCulture,
                $", {waiting - _lowest} more than {observation.TimeS - _risingSinceS:0} s ago{holds}")
            : "";
        return _rule.Say(_abnormal ? DetectionState.Abnormal : DetectionState.Clear, waiting, _rule["least"], "frames",
            $"{waiting} frames wait on the board{rise}");
    }
}
