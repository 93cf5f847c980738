using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Detectors.Trends;

/// <summary>
/// Follows one quantity of one cell in one protocol and says when it leaves its own trend for the worse (docs/specs/alerts.md,
/// section 2). The trend is that of the cycles before the departure: cycles that may belong to one are kept apart until it is
/// over.
/// </summary>
internal sealed class TrendMonitor
{
    private const int MostBaseline = 60;
    private const int FewestToForecast = 6;
    private const int FewestToJudge = 12;
    private const int SettlingCycles = 2;
    private const int AnchorCycles = 3;
    private const int FewestDeparted = 4;
    private const int MostGoodDeparted = 20;

    /// <summary>The last cycles are not part of the trend yet: a slow departure would bend it before it is seen.</summary>
    private const int Guard = 8;

    private const int MostUndecided = 60;
    private const int MostDeparted = 200;
    private const double WinsorSigmas = 4;

    /// <summary>
    /// What a forecast may be off by is off for all cycles alike and would add up: so much of it is put down to the forecast.
    /// </summary>
    private const double ForecastSigmas = 2.5;

    /// <summary>A trend of so many cycles is allowed twice the change.</summary>
    private const int YoungBaseline = 20;

    private readonly MonitorSettings _settings;
    private readonly double _limit;
    private readonly List<TrendSample> _baseline = [];
    private readonly List<TrendSample> _departed = [];
    private readonly List<TrendSample> _anchor = [];
    private readonly NoiseEstimate _noise = new();
    private Cusum _worse;
    private Cusum _better;
    private double _sinceX = double.NaN;
    private Interruption _interruption;
    private double _stepLimit;
    private int _settling;
    private bool _anchoring;

    public TrendMonitor(MonitorSettings settings)
    {
        _settings = settings;
        _limit = Cusum.LimitFor(settings.FalseAlarmCycles);
    }

    public DetectionState State { get; private set; }

    /// <summary>
    /// Departure of the last three cycles from the forecast (their median), positive for the worse; NaN before there is one.
    /// </summary>
    public double Departure { get; private set; } = double.NaN;

    /// <summary>The standard deviation it is judged by.</summary>
    public double Sigma { get; private set; } = double.NaN;

    /// <summary>The forecast for the last cycle.</summary>
    public double Forecast { get; private set; } = double.NaN;

    /// <summary>
    /// Cycles of the trend, as they are compared: what lies before an interruption is moved to what lies after it.
    /// </summary>
    public IEnumerable<TrendSample> Baseline => _baseline.Select(Signed);

    /// <summary>Cycles that may belong to a departure.</summary>
    public IEnumerable<TrendSample> Departed => _departed.Where(sample => sample.X >= _sinceX).Select(Signed);

    /// <summary>The cycles since the trend's last one.</summary>
    public IEnumerable<TrendSample> Pending => _departed.Select(Signed);

    /// <summary>The slope of the trend, per cycle.</summary>
    public double Slope => _baseline.Count < 2 ? double.NaN : _settings.Sign * Line().Slope;

    /// <summary>Says that something lies between the last cycle and the next. The gravest counts.</summary>
    public void Note(Interruption interruption) => _interruption = interruption > _interruption ? interruption : _interruption;

    /// <summary>Takes the next cycle.</summary>
    /// <param name="sample">The cycle.</param>
    /// <returns>Whether the cycle was judged.</returns>
    public bool Add(in TrendSample sample)
    {
        TrendSample one = sample with { Y = sample.Y * _settings.Sign };
        if (_interruption != Interruption.None && _baseline.Count > 0 && State != DetectionState.Abnormal)
        {
            _settling = SettlingCycles;
            Interrupt(_interruption);
        }

        _interruption = Interruption.None;

        if (_settling > 0)
        {
            _settling--;
            return false;
        }

        if (_baseline.Count < FewestToForecast)
        {
            Shift(_anchoring ? one.Y - _baseline[^1].Y : 0);
            _anchoring = false;
            _baseline.Add(one);
            return false;
        }

        return _anchoring ? Anchor(one) : Judge(one);
    }

    private void Interrupt(Interruption interruption)
    {
        if (!_settings.FollowsTrend)
        {
            // A level is the cell's, whatever lay between.
            return;
        }

        // A pause before the level was found again still counts.
        double limit = interruption == Interruption.Pause ? _settings.StepLimit : _settings.ProtocolStepLimit;
        _stepLimit = _anchoring ? double.Max(_stepLimit, limit) : limit;
        if (_departed.Count > 0 && double.IsNaN(_sinceX))
        {
            Settle(Line(), keep: 0);
        }

        _anchoring = true;
        _anchor.Clear();
        _departed.Clear();
        _sinceX = double.NaN;
        _worse.Reset(0);
        _better.Reset(0);
        State = DetectionState.Clear;
    }

    // After an interruption the level is taken again, and the slope is kept.
    private bool Anchor(in TrendSample one)
    {
        _anchor.Add(one);
        if (_anchor.Count < AnchorCycles)
        {
            return false;
        }

        TrendLine line = Line();
        double[] offsets = [.. _anchor.Select(sample => sample.Y - Expect(line, sample)).Order()];
        double offset = offsets[offsets.Length / 2];
        _anchoring = false;
        if (offset < -_stepLimit && _baseline.Count >= FewestToJudge)
        {
            _departed.AddRange(_anchor);
            _sinceX = _anchor[0].X;
            _worse.Reset(2 * _limit);
            (Departure, Forecast, State) = (-offset, Expect(line, one) * _settings.Sign, DetectionState.Abnormal);
            return true;
        }

        Shift(offset);
        _anchor.ForEach(Accept);
        return false;
    }

    private void Shift(double by)
    {
        for (int i = 0; i < _baseline.Count; i++)
        {
            _baseline[i] = _baseline[i] with { Y = _baseline[i].Y + by };
        }
    }

    private bool Judge(in TrendSample one)
    {
        TrendLine line = Line();
        double expected = Expect(line, one);
        double error = one.Y - expected;
        double widening = Math.Sqrt(1 + line.Leverage(one));
        Sigma = _noise.Sigma(_settings.NoiseFloor);
        Forecast = expected * _settings.Sign;
        if (_baseline.Count < FewestToJudge)
        {
            _noise.Add(error / widening);
            _baseline.Add(one);
            return false;
        }

        double allowed = State == DetectionState.Abnormal ? _settings.LeastEffect / 2 : Allowed(line, one);
        _worse.Add((-error - allowed) / Sigma, 2 * _limit);
        _better.Add((error - allowed) / Sigma, 2 * _limit);
        _departed.Add(one);
        bool calm = _worse.Value == 0 && _better.Value == 0;
        _sinceX = calm ? double.NaN : double.IsNaN(_sinceX) ? one.X : _sinceX;
        Decide(line);
        return true;
    }

    // What is found stays found until it is back within half of what made it news: no allowance grows over it.
    private double Allowed(in TrendLine line, in TrendSample one)
    {
        double youth = 1 + (YoungBaseline / (double)_baseline.Count);
        double change = double.IsNaN(_sinceX) ? 0 : _settings.Allowance * youth * (one.X - _sinceX);
        return change + (ForecastSigmas * Sigma * Math.Sqrt(line.Leverage(one)));
    }

    private void Decide(in TrendLine line)
    {
        Departure = MedianDeparture(line);
        int since = _departed.Count(sample => sample.X >= _sinceX);
        if (_worse.Value == 0 && (since == 0 || since > MostGoodDeparted))
        {
            Settle(line, since == 0 ? Guard : 0);
            return;
        }

        bool lasts = since >= FewestDeparted;
        bool abnormal = State == DetectionState.Abnormal
            || (lasts && _worse.Value >= _limit && Departure >= _settings.LeastEffect);
        bool suspicious = lasts && _worse.Value >= _limit / 2 && Departure >= _settings.LeastEffect / 2;
        State = abnormal ? DetectionState.Abnormal : suspicious ? DetectionState.Suspicious : DetectionState.Clear;
        if (State == DetectionState.Clear && since > MostUndecided)
        {
            // Sure, but too small to be news: this is its trend now.
            Settle(line, keep: 0);
        }

        if (_departed.Count > MostDeparted)
        {
            _departed.RemoveAt(0);
        }
    }

    private void Settle(TrendLine line, int keep)
    {
        bool isNewLevel = !double.IsNaN(_sinceX);
        double most = WinsorSigmas * Sigma;
        int settled = int.Max(0, _departed.Count - keep);
        foreach (TrendSample sample in _departed.Take(settled))
        {
            double error = sample.Y - Expect(line, sample);
            _noise.Add(error / Math.Sqrt(1 + line.Leverage(sample)));
            Accept(sample with { Y = isNewLevel ? sample.Y : sample.Y - error + double.Clamp(error, -most, most) });
        }

        _departed.RemoveRange(0, settled);
        _sinceX = double.NaN;
        _worse.Reset(0);
        _better.Reset(0);
        State = DetectionState.Clear;
    }

    private void Accept(TrendSample sample)
    {
        _baseline.Add(sample);
        if (_baseline.Count > MostBaseline)
        {
            _baseline.RemoveAt(0);
        }
    }

    // A trend for the better is not extrapolated: activation ends.
    private double Expect(in TrendLine line, in TrendSample sample)
    {
        double beyond = _settings.FollowsTrend ? double.Min(0, line.Slope) : 0;
        return line.At(_baseline[^1].X, sample, beyond);
    }

    private double MedianDeparture(in TrendLine line)
    {
        double a = Lag(line, 1);
        double b = Lag(line, 2);
        double c = Lag(line, 3);
        return double.IsNaN(c) ? double.Min(a, double.IsNaN(b) ? a : b) : double.Max(
            double.Min(a, b), double.Min(double.Max(a, b), c));
    }

    private double Lag(in TrendLine line, int fromEnd) =>
        _departed.Count >= fromEnd ? Expect(line, _departed[^fromEnd]) - _departed[^fromEnd].Y : double.NaN;

    private TrendLine Line()
    {
        double sigma = double.Max(_settings.NoiseFloor, double.IsNaN(Sigma) ? 0 : Sigma);
        double ridge = _settings.PerCause > 0 ? sigma * sigma / (_settings.PerCause * _settings.PerCause) : 1e12;
        return new TrendLine(_baseline, ridge, !_settings.FollowsTrend);
    }

    private TrendSample Signed(TrendSample sample) => sample with { Y = sample.Y * _settings.Sign };
}

/// <summary>How a quantity is followed. All in the quantity's own unit.</summary>
/// <param name="Sign">+1 if falling is bad, -1 if rising is.</param>
/// <param name="NoiseFloor">The least standard deviation it is judged by.</param>
/// <param name="LeastEffect">A smaller departure is not news, however sure.</param>
/// <param name="Allowance">Change of slope for the worse, per cycle, that is still healthy.</param>
/// <param name="PerCause">Standard deviation of the cause's coefficient before anything is known, unit per unit of the
/// cause.</param>
/// <param name="FalseAlarmCycles">Mean cycles between false alarms by design.</param>
/// <param name="StepLimit">Loss over a pause that is not put down to it.</param>
/// <param name="ProtocolStepLimit">Loss over another protocol that is not put down to it.</param>
/// <param name="FollowsTrend">Whether it is forecast along its slope, or as a level.</param>
internal sealed record MonitorSettings(
    int Sign, double NoiseFloor, double LeastEffect, double Allowance, double PerCause, double FalseAlarmCycles, double StepLimit,
    double ProtocolStepLimit, bool FollowsTrend = true);
