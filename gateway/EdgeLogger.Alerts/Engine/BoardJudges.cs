using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Rules;

namespace EdgeLogger.Alerts.Engine;

/// <summary>The detectors that are fed how boards stand.</summary>
internal sealed class BoardJudges
{
    private readonly AlertRule[] _rules;
    private readonly Dictionary<string, List<IBoardDetector>> _boards = [];

    public BoardJudges(RuleSet rules) =>
        _rules = [.. rules.Rules.Where(rule => rule.Enabled && rule.Kind.Feed == DetectorFeed.Boards)];

    /// <summary>What is found with how a board stands now.</summary>
    public List<Verdict> Take(BoardReading reading)
    {
        if (!_boards.TryGetValue(reading.Board, out List<IBoardDetector>? detectors))
        {
            detectors = [.. _rules.Where(rule => rule.Judges(reading.Board)).Select(rule =>
                ((DetectorKindOf<IBoardDetector>)rule.Kind).Create(rule.Name, Subject.Board(reading.Board), rule.Settings))];
            _boards.Add(reading.Board, detectors);
        }

        return [.. detectors.Select(detector => detector.Take(reading.Observation)).OfType<Verdict>()];
    }
}
