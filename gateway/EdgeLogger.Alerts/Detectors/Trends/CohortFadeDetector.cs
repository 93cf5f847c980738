using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Alerts.Detectors.Trends;

/// <summary>
/// A cell that has lost more than its siblings at the same cycle of the same protocol: leave-one-out, by median and median
/// deviation of the others. docs/specs/alerts.md, section 2.5.
/// </summary>
internal sealed class CohortFadeDetector : ICohortDetector
{
    private const int Step = 5;
    private const int LongestGap = 15;
    private const int ReferenceCycles = 3;
    private const double MadToSigma = 1.4826;
    private const double ShareThatMustBeThere = 0.75;

    private readonly RuleSetup _rule;
    private readonly int _fewestSiblings;
    private readonly int _breakIn;
    private readonly Dictionary<(Subject Subject, string Signature), Retention> _cells = [];
    private readonly HashSet<(string Signature, int Number)> _judged = [];

    private CohortFadeDetector(RuleSetup rule)
    {
        _rule = rule;
        _fewestSiblings = (int)rule["fewest-siblings"];
        _breakIn = (int)rule["break-in"];
    }

    public static DetectorKindOf<ICohortDetector> Kind { get; } = new(
        "cohort-fade", DetectorFeed.Cohorts, "A cell has lost more than its siblings at the same cycle of the same protocol",
        Severity.Warning,
        [
            new("z", "", 4.5, 1, 100, "Distance to the siblings' median in robust standard deviations of theirs"),
            new("least-effect", "%", 5, 0, 100, "Loss beyond the siblings' below which it is not news"),
            new("spread", "% of the loss", 15, 0, 100, "Least scatter of fade between healthy cells of one recipe"),
            new("checks", "", 3, 1, 100, "Checks in a row that agree, one every 5 cycles"),
            new("fewest-siblings", "cells", 4, 3, 1000, "Siblings wanted"),
            new("break-in", "cycles", 4, 0, 1000, "Cycles at the start of a cell that are not a reference"),
        ],
        setup => new CohortFadeDetector(setup));

    public IReadOnlyList<Verdict> Take(CycleObservation observation)
    {
        Cycle cycle = observation.Cycle;
        if (cycle.Partial || cycle.Number <= _breakIn || !(cycle.Discharge!.Ah > 0))
        {
            return [];
        }

        (Subject, string) key = (observation.Subject, cycle.Signature);
        if (!_cells.TryGetValue(key, out Retention? cell))
        {
            cell = new Retention(observation.Subject);
            _cells.Add(key, cell);
        }

        int before = cell.LastNumber;
        cell.Add(cycle);
        int check = cycle.Number / Step * Step;
        return check > before && before > 0 ? Check(cycle.Signature, check, cell) : [];
    }

    // A check is made when most cells have come so far; a cell that comes later is judged by those.
    private List<Verdict> Check(string signature, int number, Retention arrived)
    {
        List<Retention> all = [.. _cells.Where(pair => pair.Key.Signature == signature).Select(pair => pair.Value)];
        List<Retention> there = [.. all.Where(cell => !double.IsNaN(cell.At(number)))];
        if (there.Count < int.Max(_fewestSiblings + 1, (int)Math.Ceiling(ShareThatMustBeThere * all.Count)))
        {
            return [];
        }

        bool first = _judged.Add((signature, number));
        IEnumerable<Retention> judged = first ? there : there.Where(cell => cell == arrived);
        return [.. judged.Select(cell => Judge(cell, there, number))];
    }

    private Verdict Judge(Retention cell, List<Retention> there, int number)
    {
        double[] others = [.. there.Where(other => other != cell).Select(other => other.At(number))];
        double median = Median(others);
        double mad = Median([.. others.Select(value => Math.Abs(value - median))]);
        double few = 1 + (2.0 / others.Length);
        double sigma = double.Max(MadToSigma * mad * few, 1 + (_rule["spread"] / 100 * Math.Abs(median)));
        double excess = median - cell.At(number);
        double z = excess / sigma;
        bool beyond = z > _rule["z"] && excess > _rule["least-effect"];
        cell.Agreeing = beyond != cell.Abnormal ? cell.Agreeing + 1 : 0;
        if (cell.Agreeing >= _rule["checks"])
        {
            (cell.Abnormal, cell.Agreeing) = (!cell.Abnormal, 0);
        }

        DetectionState state = cell.Abnormal ? DetectionState.Abnormal : cell.Agreeing > 0
            ? DetectionState.Suspicious
            : DetectionState.Clear;
        Verdict verdict = _rule.Say(state, z, _rule["z"], "", string.Create(CultureInfo.InvariantCulture,
            $"at cycle {number} it has {Math.Exp(cell.At(number) / 100):P1} of its capacity, {others.Length} siblings "
            + $"{Math.Exp(median / 100):P1} (z {z:0.0})"));
        return verdict with
        {
            Subject = cell.Subject,
            Cycle = number,
            Evidence = state == DetectionState.Clear
                ? null
                : Plot(cell, there)
        };
    }

    private static Evidence Plot(Retention cell, List<Retention> there) => new(
        [.. cell.Numbers], "cycle", "capacity / % of the first",
        [cell.Series(cell.Subject.Name), .. there.Where(other => other != cell).Take(8)
            .Select(other => other.Series(other.Subject.Name))]);

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return 0.5 * (values[(values.Length - 1) / 2] + values[values.Length / 2]);
    }

    /// <summary>100 ln(retention) of one cell in one signature, at every check and the last cycle before it.</summary>
    private sealed class Retention(Subject subject)
    {
        private readonly SortedList<int, double> _values = [];
        private readonly List<double> _reference = [];

        public Subject Subject => subject;

        public int LastNumber { get; private set; }

        public bool Abnormal { get; set; }

        public int Agreeing { get; set; }

        public IEnumerable<int> Numbers => _values.Keys;

        public void Add(Cycle cycle)
        {
            LastNumber = cycle.Number;
            double y = 100 * Math.Log(cycle.Discharge!.Ah);
            if (_reference.Count < ReferenceCycles)
            {
                _reference.Add(y);
                return;
            }

            // The first cycle at or after a check stands for it.
            _values.TryAdd(cycle.Number / Step * Step, y - Median([.. _reference]));
        }

        public double At(int number)
        {
            for (int at = number; at > number - LongestGap; at -= Step)
            {
                if (_values.TryGetValue(at, out double value))
                {
                    return LastNumber >= number ? value : double.NaN;
                }
            }

            return double.NaN;
        }

        public EvidenceSeries Series(string name) =>
            new(name, true, [.. _values.Keys.Select(number => (double)number)],
                [.. _values.Values.Select(y => 100 * Math.Exp(y / 100))]);
    }
}
