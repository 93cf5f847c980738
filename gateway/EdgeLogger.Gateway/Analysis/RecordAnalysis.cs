using System;
using System.Collections.Generic;
using EdgeLogger.Cycles;
using EdgeLogger.Cycles.DifferentialCapacity;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Techniques;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Gateway.Analysis;

/// <summary>
/// Everything there is to find in one record, row by row: half cycles, cycles, steps, trends, dQ/dV peaks, techniques.
/// </summary>
internal sealed class RecordAnalysis
{
    private readonly CycleEngine _engine;
    private readonly PeakWatch _peaks = new(new DifferentialCapacityOptions());
    private readonly GittAnalyser _gitt = new();
    private readonly IciAnalyser _ici = new(restA: 0);
    private readonly VoltammetryAnalyser _voltammetry = new();
    private readonly List<HalfCycle> _halves = [];
    private readonly List<Cycle> _cycles = [];
    private readonly List<Step> _steps = [];
    private readonly List<GittPoint> _gittPoints = [];
    private readonly List<IciPoint> _iciPoints = [];
    private readonly List<Voltammogram> _voltammograms = [];
    private bool _hasFlowed;

    /// <param name="options">What the engine is given; details and steps are kept whatever it says.</param>
    /// <param name="trends">How trends are taken.</param>
    public RecordAnalysis(CycleEngineOptions options, TrendOptions trends)
    {
        _engine = new CycleEngine(options with { Details = true, Steps = true });
        Trends = new CellTrends(trends);
    }

    public IReadOnlyList<HalfCycle> Halves => _halves;

    public IReadOnlyList<Cycle> Cycles => _cycles;

    public IReadOnlyList<Step> Steps => _steps;

    public CellTrends Trends { get; }

    public long Rows => _engine.Rows;

    public QualityFlags Flags => _engine.Flags;

    /// <summary>Everything that any of the techniques could find.</summary>
    public TechniqueResults Techniques => new(_gittPoints, _iciPoints, _voltammograms);

    /// <summary>Adds the next row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="currentResolutionA">To what place the record writes its currents so far, A; 0 if unknown.</param>
    public void Add(in RecordRow row, double currentResolutionA)
    {
        _engine.CurrentResolutionA = currentResolutionA;
        Sample sample = row.Sample;
        if (double.IsNaN(row.TemperatureDegC))
        {
            _engine.Add(sample);
        }
        else
        {
            _engine.Add(sample, new CellConditions(row.TemperatureDegC, double.NaN));
        }

        _peaks.Add(sample);
        AddToTechniques(sample);
        Drain();
    }

    /// <summary>Ends the record.</summary>
    public void Finish()
    {
        _engine.Finish();
        Drain();
        if (_voltammetry.Finish(out Voltammogram last))
        {
            _voltammograms.Add(last);
        }
    }

    private void AddToTechniques(in Sample sample)
    {
        bool flows = Math.Abs(sample.CurrentA) > _engine.FlowA;
        if (_ici.Add(flows ? sample : sample with { CurrentA = 0 }, out IciPoint interruption))
        {
            _iciPoints.Add(interruption);
        }

        // At rest before a sweep there is no sweep, but noise that goes up and down.
        _hasFlowed |= flows;
        if (_hasFlowed && _voltammetry.Add(sample, out Voltammogram voltammogram))
        {
            _voltammograms.Add(voltammogram);
        }
    }

    private void Drain()
    {
        while (_engine.TryTakeHalf(out HalfCycle half))
        {
            _halves.Add(half);
            _peaks.Close(half);
        }

        while (_engine.TryTakeCycle(out Cycle cycle))
        {
            _cycles.Add(cycle);
            Trends.Add(cycle, _peaks.Of(cycle));
        }

        while (_engine.TryTakeStep(out Step step))
        {
            _steps.Add(step);
            if (_gitt.Add(step, out GittPoint point))
            {
                _gittPoints.Add(point);
            }
        }
    }
}
