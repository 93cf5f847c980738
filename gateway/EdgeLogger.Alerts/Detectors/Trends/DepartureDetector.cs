using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Alerts.Detectors.Trends;

/// <summary>One quantity of one cell against its own trend, protocol by protocol. docs/specs/alerts.md, section 2.</summary>
internal sealed class DepartureDetector : ICycleDetector
{
    /// <summary>Of more protocols, the one that was run longest ago is forgotten.</summary>
    private const int MostSignatures = 32;

    private readonly RuleSetup _rule;
    private readonly FollowedQuantity _quantity;
    private readonly MonitorSettings _settings;
    private readonly int _breakIn;
    private readonly Interruptions _interruptions = new();
    private readonly List<KeyValuePair<string, TrendMonitor>> _monitors = [];

    public DepartureDetector(RuleSetup rule, FollowedQuantity quantity, MonitorSettings settings)
    {
        (_rule, _quantity, _settings) = (rule, quantity, settings);
        _breakIn = (int)rule["break-in"];
    }

    public Verdict? Take(CycleObservation observation)
    {
        Cycle cycle = observation.Cycle;
        Interruption interruption = _interruptions.Observe(cycle);
        _monitors.ForEach(pair => pair.Value.Note(interruption));
        if (cycle.Partial || cycle.Number <= _breakIn)
        {
            return null;
        }

        TrendSample sample = _quantity.Sample(cycle);
        if (double.IsNaN(sample.Y))
        {
            return null;
        }

        TrendMonitor monitor = Monitor(cycle.Signature);
        return monitor.Add(sample) ? Say(cycle, monitor) : null;
    }

    private TrendMonitor Monitor(string signature)
    {
        int known = _monitors.FindIndex(pair => pair.Key == signature);
        var pair = known >= 0 ? _monitors[known] : KeyValuePair.Create(signature, new TrendMonitor(_settings));
        if (known >= 0)
        {
            _monitors.RemoveAt(known);
        }
        else if (_monitors.Count == MostSignatures)
        {
            _monitors.RemoveAt(0);
        }

        _monitors.Add(pair);
        return pair.Value;
    }

    private Verdict Say(Cycle cycle, TrendMonitor monitor)
    {
        Verdict verdict = _rule.Say(monitor.State, monitor.Departure, _settings.LeastEffect, _quantity.Unit,
            Sentence(cycle, monitor)) with
        { Cycle = cycle.Number };
        return monitor.State == DetectionState.Clear
            ? verdict
            : verdict with
            {
                Onset = monitor.Departed.Select(sample => (int?)sample.X)
                .FirstOrDefault(),
                Evidence = Plot(monitor)
            };
    }

    private string Sentence(Cycle cycle, TrendMonitor monitor)
    {
        string side = _settings.Sign * monitor.Departure >= 0 ? "below" : "above";
        string found = string.Create(CultureInfo.InvariantCulture,
            $"{_quantity.Name} {_quantity.Shown(_quantity.Sample(cycle).Y):G5} {_quantity.ShownUnit}, "
            + $"{Math.Abs(monitor.Departure):G3} {_quantity.Unit} {side} its own trend ({_quantity.Shown(monitor.Forecast):G5} "
            + $"{_quantity.ShownUnit}, noise {monitor.Sigma:G2} {_quantity.Unit})");
        return monitor.State == DetectionState.Clear
            ? found
            : string.Create(CultureInfo.InvariantCulture,
                $"{found} since cycle {monitor.Departed.First().X:0}, in {cycle.Signature}");
    }

    private Evidence Plot(TrendMonitor monitor)
    {
        List<TrendSample> before = [.. monitor.Baseline];
        List<TrendSample> after = [.. monitor.Pending];
        double lastX = after[^1].X;
        double x0 = before[^1].X;
        double slope = _settings.FollowsTrend ? monitor.Slope : 0;
        return new Evidence(
            [.. before.Concat(after).Select(sample => (int)sample.X)], "cycle", $"{_quantity.Name} / {_quantity.ShownUnit}",
            [
                Points("trend", before), Points("since", after),
                new EvidenceSeries("forecast", true, [x0, lastX],
                    [_quantity.Shown(monitor.Forecast - (slope * (lastX - x0))), _quantity.Shown(monitor.Forecast)]),
            ]);
    }

    private EvidenceSeries Points(string name, List<TrendSample> samples) =>
        new(name, false, [.. samples.Select(sample => sample.X)], [.. samples.Select(sample => _quantity.Shown(sample.Y))]);
}
