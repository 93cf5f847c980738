using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Alerts.Detectors.Trends;

/// <summary>
/// The capacity has left its trend, and by a bend rather than a drop: from some cycle on the cell fades faster.
/// docs/specs/alerts.md, section 2.2.
/// </summary>
internal sealed class KneeDetector : ICycleDetector
{
    private const int LookBack = 12;
    private const int FewestAfter = 4;
    private const double Significance = 5;

    private readonly RuleSetup _rule;
    private readonly MonitorSettings _settings;
    private readonly double _leastBend;
    private readonly int _breakIn;
    private readonly Interruptions _interruptions = new();
    private readonly Dictionary<string, TrendMonitor> _monitors = [];
    private Hinge? _knee;

    private KneeDetector(RuleSetup rule)
    {
        _rule = rule;
        _leastBend = rule["least-bend"];
        _breakIn = (int)rule["break-in"];
        _settings = new MonitorSettings(1, rule["noise-floor"], rule["least-effect"], rule["allowance"], 0.5,
            rule["false-alarm-cycles"], double.PositiveInfinity, double.PositiveInfinity);
    }

    public static DetectorKindOf<ICycleDetector> Kind { get; } = new(
        "capacity-knee", DetectorFeed.Cycles, "From some cycle on the cell fades faster than before", Severity.Warning,
        [
            new("least-bend", "% per cycle", 0.12, 0, 100, "Change of the fade rate below which it is not a knee"),
            new("least-effect", "%", 1, 0, 100, "Loss beyond the trend below which it is not news"),
            new("allowance", "% per cycle", 0.08, 0, 100, "Change of the fade rate that is still healthy"),
            new("noise-floor", "%", 0.05, 0, 100, "Least scatter that the cell is judged by"),
            new("false-alarm-cycles", "cycles", 1e8, 100, 1e12, "Mean cycles between false alarms by design"),
            new("break-in", "cycles", 4, 0, 1000, "Cycles at the start of a cell that are not a trend"),
        ],
        setup => new KneeDetector(setup));

    public Verdict? Take(CycleObservation observation)
    {
        Cycle cycle = observation.Cycle;
        Interruption interruption = _interruptions.Observe(cycle);
        foreach (TrendMonitor known in _monitors.Values)
        {
            known.Note(interruption);
        }

        if (cycle.Partial || cycle.Number <= _breakIn)
        {
            return null;
        }

        if (!_monitors.TryGetValue(cycle.Signature, out TrendMonitor? monitor))
        {
            monitor = new TrendMonitor(_settings);
            _monitors.Add(cycle.Signature, monitor);
        }

        return monitor.Add(FollowedQuantity.Capacity.Sample(cycle)) ? Judge(cycle, monitor) : null;
    }

    private Verdict Judge(Cycle cycle, TrendMonitor monitor)
    {
        if (monitor.State != DetectionState.Abnormal)
        {
            _knee = null;
            return _rule.Say(DetectionState.Clear, double.NaN, _leastBend, "% per cycle", "no knee")
                with
            { Cycle = cycle.Number };
        }

        List<TrendSample> samples = [.. monitor.Baseline, .. monitor.Pending];
        int departed = monitor.Departed.Count();
        int from = int.Max(2, samples.Count - departed - LookBack);
        int until = samples.Count - FewestAfter - 1;
        Hinge hinge = _knee ?? Hinge.Fit(samples, from, until);
        bool isKnee = _knee is not null
            || (-hinge.Bend >= _leastBend && -hinge.Bend >= Significance * hinge.BendError && hinge.BendsRatherThanDrops);
        _knee = isKnee ? hinge : null;
        string sentence = string.Create(CultureInfo.InvariantCulture,
            $"fades by {-(hinge.SlopeBefore + hinge.Bend):0.00} % per cycle since about cycle {hinge.Onset:0}, before it was "
            + $"{-hinge.SlopeBefore:0.000} % per cycle; {monitor.Departure:0.0} % below the old trend");
        Verdict verdict = _rule.Say(isKnee ? DetectionState.Abnormal : DetectionState.Suspicious, -hinge.Bend, _leastBend,
            "% per cycle", sentence);
        return verdict with { Cycle = cycle.Number, Onset = (int)hinge.Onset, Evidence = Plot(samples, hinge) };
    }

    private static Evidence Plot(List<TrendSample> samples, Hinge hinge)
    {
        double meanY = samples.Average(sample => sample.Y - Line(sample.X, hinge));
        return new Evidence(
            [.. samples.Select(sample => (int)sample.X)], "cycle", "discharge capacity / mAh",
            [
                new EvidenceSeries("cycles", false, [.. samples.Select(sample => sample.X)],
                    [.. samples.Select(sample => FollowedQuantity.Capacity.Shown(sample.Y))]),
                new EvidenceSeries("knee", true, [.. samples.Select(sample => sample.X)],
                    [.. samples.Select(sample => FollowedQuantity.Capacity.Shown(meanY + Line(sample.X, hinge)))]),
            ]);
    }

    private static double Line(double x, Hinge hinge) => (hinge.SlopeBefore * x) + (hinge.Bend * double.Max(0, x - hinge.Onset));
}
