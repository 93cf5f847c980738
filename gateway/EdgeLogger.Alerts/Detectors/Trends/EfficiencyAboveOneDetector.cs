using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Alerts.Detectors.Trends;

/// <summary>
/// More comes out than went in, cycle after cycle: a soft short (of a half cell), or a current offset. One cycle above one is
/// usual after another rate or a warmer day. docs/specs/alerts.md, section 2.4.
/// </summary>
internal sealed class EfficiencyAboveOneDetector : ICycleDetector
{
    private const int SettlingCycles = 2;

    private readonly RuleSetup _rule;
    private readonly double _above;
    private readonly int _cycles;
    private readonly Interruptions _interruptions = new();
    private readonly Queue<TrendSample> _last = new();
    private int _settling = SettlingCycles;
    private bool _abnormal;

    private EfficiencyAboveOneDetector(RuleSetup rule)
    {
        _rule = rule;
        _above = rule["above"];
        _cycles = (int)rule["cycles"];
    }

    public static DetectorKindOf<ICycleDetector> Kind { get; } = new(
        "efficiency-above-one", DetectorFeed.Cycles, "More charge comes out than went in, cycle after cycle", Severity.Warning,
        [
            new("above", "%", 100.5, 100, 200, "Coulombic efficiency that the median of the last cycles must exceed"),
            new("cycles", "cycles", 5, 1, 100, "Cycles of which the median is taken, without interruption"),
        ],
        setup => new EfficiencyAboveOneDetector(setup));

    public Verdict? Take(CycleObservation observation)
    {
        Cycle cycle = observation.Cycle;
        if (_interruptions.Observe(cycle) != Interruption.None)
        {
            _settling = SettlingCycles;
            _last.Clear();
        }

        if (cycle.CoulombicEfficiency is not double efficiency || _settling-- > 0)
        {
            return null;
        }

        _settling = 0;
        _last.Enqueue(new TrendSample(cycle.Number, 100 * efficiency, double.NaN));
        if (_last.Count > _cycles)
        {
            _last.Dequeue();
        }

        double median = _last.Select(sample => sample.Y).Order().ElementAt(_last.Count / 2);
        _abnormal = _last.Count == _cycles ? median > (_abnormal ? 100 + ((_above - 100) / 2) : _above) : _abnormal;
        Verdict verdict = _rule.Say(_abnormal ? DetectionState.Abnormal : DetectionState.Clear, median, _above, "%",
            string.Create(
                CultureInfo.InvariantCulture, $"coulombic efficiency {median:0.00} % (median of {_last.Count} cycles): "
                + $"{(_abnormal ? "more comes out than went in; a soft short, or an offset of the current" : "not above one")}"));
        return verdict with { Cycle = cycle.Number, Evidence = _abnormal ? Plot() : null };
    }

    private Evidence Plot() => new(
        [.. _last.Select(sample => (int)sample.X)], "cycle", "coulombic efficiency / %",
        [new EvidenceSeries("cycles", false, [.. _last.Select(sample => sample.X)], [.. _last.Select(sample => sample.Y)])]);
}
