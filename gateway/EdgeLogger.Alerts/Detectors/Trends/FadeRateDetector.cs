using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Alerts.Detectors.Trends;

/// <summary>
/// How fast a cell fades now, against a limit: a multiple of its own first rate, but within bounds that hold for any cell. It
/// sees what comes too slowly for a departure from the trend, and a cell that was never good. docs/specs/alerts.md, section 2.3.
/// </summary>
public sealed class FadeRateDetector : ICycleDetector
{
    private const int Window = 30;
    private const int FewestCycles = 15;
    private const int AgreeingCycles = 3;
    private const double Significance = 5;
    private const double ClearShare = 0.8;

    private readonly RuleSetup _rule;
    private readonly int _breakIn;
    private readonly Interruptions _interruptions = new();
    private readonly Dictionary<string, SignatureRate> _rates = [];

    private FadeRateDetector(RuleSetup rule)
    {
        _rule = rule;
        _breakIn = (int)rule["break-in"];
    }

    public static DetectorKindOf<ICycleDetector> Kind { get; } = new(
        "fade-rate", DetectorFeed.Cycles, "Fades faster than any good cell does, or than a multiple of its own first rate",
        Severity.Warning,
        [
            new("times-own", "", 2.5, 1, 100, "Multiple of the cell's own first rate that is too fast"),
            new("least-increase", "% per cycle", 0.04, 0, 100, "Increase over the own first rate that is never too fast"),
            new("never-healthy", "% per cycle", 0.3, 0, 100, "Always too fast, whatever the own rate was"),
            new("noise-floor", "%", 0.05, 0, 100, "Least scatter that the cell is judged by"),
            new("project-to", "%", 80, 1, 99, "Retention to which the cycles left are projected"),
            new("break-in", "cycles", 10, 0, 1000, "Cycles at the start of a cell that are not a trend"),
        ],
        setup => new FadeRateDetector(setup));

    /// <summary>
    /// The last cycles' projection to a level, for the signature run last; null if the fit does not deserve it
    /// (docs/specs/alerts.md, section 3).
    /// </summary>
    /// <param name="levelPercent">Per cent of the signature's first cycle after the break-in.</param>
    public CapacityProjection? Projection(double levelPercent) =>
        _last is { Fit: { } fit } last ? CapacityProjection.Of(last.RetentionPercent, levelPercent, fit) : null;

    private SignatureRate? _last;

    public Verdict? Take(CycleObservation observation)
    {
        Cycle cycle = observation.Cycle;
        bool interrupted = _interruptions.Observe(cycle) != Interruption.None;
        if (cycle.Partial || cycle.Number <= _breakIn || !(cycle.Discharge!.Ah > 0))
        {
            return null;
        }

        if (!_rates.TryGetValue(cycle.Signature, out SignatureRate? rate))
        {
            rate = new SignatureRate();
            _rates.Add(cycle.Signature, rate);
        }

        _last = rate;
        rate.Add(FollowedQuantity.Capacity.Sample(cycle), interrupted, Window, _rule["noise-floor"]);
        return rate.Fit is { Count: >= FewestCycles } fit ? Judge(cycle, rate, fit) : null;
    }

    private Verdict Judge(Cycle cycle, SignatureRate rate, RateFit fit)
    {
        double never = _rule["never-healthy"];
        double own = rate.FirstPerCycle ?? never;
        double limit = double.Min(never, double.Max(_rule["times-own"] * own, own + _rule["least-increase"]));
        double now = -fit.PerCycle;
        bool turns = rate.Abnormal ? now < ClearShare * limit : now - (Significance * fit.Error) > limit;
        rate.Agreeing = turns ? rate.Agreeing + 1 : 0;
        if (rate.Agreeing >= AgreeingCycles)
        {
            rate.Abnormal = !rate.Abnormal;
            rate.Agreeing = 0;
        }

        DetectionState state = rate.Abnormal ? DetectionState.Abnormal : rate.Agreeing > 0
            ? DetectionState.Suspicious
            : DetectionState.Clear;
        Verdict verdict = _rule.Say(state, now, limit, "% per cycle", Sentence(rate, fit, limit)) with { Cycle = cycle.Number };
        return state == DetectionState.Clear ? verdict : verdict with { Evidence = rate.Plot() };
    }

    private string Sentence(SignatureRate rate, RateFit fit, double limit)
    {
        CapacityProjection? projection = CapacityProjection.Of(rate.RetentionPercent, _rule["project-to"], fit);
        string left = projection is null ? "" : string.Create(CultureInfo.InvariantCulture,
            $"; at this rate {projection.LevelPercent:0} % in {projection.Cycles:0} cycles "
            + $"({projection.Low:0} to {projection.High:0})");
        return string.Create(CultureInfo.InvariantCulture,
            $"fades by {-fit.PerCycle:0.000} % per cycle (+-{2 * fit.Error:0.000}) over the last {fit.Count} cycles, "
            + $"limit {limit:0.000}{left}");
    }

    /// <summary>The last cycles of one signature, in stretches between interruptions.</summary>
    private sealed class SignatureRate
    {
        private const int Settling = 2;
        private const int FirstWindows = 3;

        private readonly List<List<TrendSample>> _stretches = [];
        private double _referenceY = double.NaN;
        private double _lastY = double.NaN;
        private double _fastest;
        private int _windows;
        private int _settling;
        private int _count;
        private int _seen;

        public RateFit? Fit { get; private set; }

        /// <summary>Rate of the cell's first cycles, % per cycle; null until there are enough.</summary>
        public double? FirstPerCycle => _windows == FirstWindows ? _fastest : null;

        public bool Abnormal { get; set; }

        public int Agreeing { get; set; }

        public double RetentionPercent => 100 * Math.Exp((_lastY - _referenceY) / 100);

        public void Add(in TrendSample sample, bool interrupted, int window, double noiseFloor)
        {
            _referenceY = double.IsNaN(_referenceY) ? sample.Y : _referenceY;
            _lastY = sample.Y;
            if (interrupted || _stretches.Count == 0)
            {
                _settling = _stretches.Count == 0 ? 0 : Settling;
                _stretches.Add([]);
            }

            if (_settling > 0)
            {
                _settling--;
                return;
            }

            _stretches[^1].Add(sample);
            _count++;
            while (_count > window)
            {
                DropOldest();
            }

            Fit = RateFit.Of(_stretches, noiseFloor, perCause: 0.5);
            LearnFirst(window);
        }

        // The fastest of the first windows: what comes of activation and breaking in is not to make the first rate too small.
        private void LearnFirst(int window)
        {
            _seen++;
            if (_windows < FirstWindows && _seen % window == 0 && Fit is { } full)
            {
                _windows++;
                _fastest = double.Max(_fastest, -full.PerCycle);
            }
        }

        public Evidence Plot()
        {
            List<TrendSample> all = [.. _stretches.SelectMany(stretch => stretch)];
            return new Evidence(
                [.. all.Select(sample => (int)sample.X)], "cycle", "discharge capacity / mAh",
                [new EvidenceSeries("cycles", false, [.. all.Select(sample => sample.X)],
                    [.. all.Select(sample => FollowedQuantity.Capacity.Shown(sample.Y))])]);
        }

        private void DropOldest()
        {
            while (_stretches[0].Count == 0)
            {
                _stretches.RemoveAt(0);
            }

            _stretches[0].RemoveAt(0);
            _count--;
        }
    }
}
