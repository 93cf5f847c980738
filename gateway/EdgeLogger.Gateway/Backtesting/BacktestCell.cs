using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors;
using EdgeLogger.Cycles;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Records;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Gateway.Backtesting;

/// <summary>
/// The rules with their defaults over one recorded cell, in the order in which a gateway would have seen its rows.
/// </summary>
public sealed class BacktestCell
{
    private static readonly Dictionary<string, double> Defaults = [];

    private readonly CycleEngine _engine;
    private readonly List<(string Name, ILiveDetector Detector)> _rows;
    private readonly List<(string Name, ICycleDetector Detector)> _cycles;
    private readonly Dictionary<string, DetectionState> _states = [];
    private readonly List<BacktestAlarm> _alarms = [];
    private readonly List<(double TimeS, Cycle Cycle)> _closed = [];
    private double _firstS = double.NaN;

    private BacktestCell(string name, CycleEngineOptions options)
    {
        Name = name;
        _engine = new CycleEngine(options with { Details = true });
        Subject subject = Subject.Cell(name);
        _rows = [.. DetectorCatalogue.Rows.Select(kind => (kind.Name, kind.Create(kind.Name, subject, Defaults)))];
        _cycles = [.. DetectorCatalogue.Cycles.Select(kind => (kind.Name, kind.Create(kind.Name, subject, Defaults)))];
    }

    /// <summary>The file's name.</summary>
    public string Name { get; }

    /// <summary>What would have been reported, in order: turned suspicious, turned abnormal, turned clear.</summary>
    public IReadOnlyList<BacktestAlarm> Alarms => _alarms;

    /// <summary>Closed cycles, and when each was closed, s from the first row.</summary>
    public IReadOnlyList<(double TimeS, Cycle Cycle)> Closed => _closed;

    /// <summary>Rows read.</summary>
    public long Rows => _engine.Rows;

    /// <summary>Runs the rules over a record.</summary>
    /// <exception cref="UserErrorException">The file cannot be read, or is not a record.</exception>
    public static BacktestCell Run(string path, CycleEngineOptions options)
    {
        BacktestCell cell = new(Path.GetFileName(path), options);
        try
        {
            using RecordFile record = RecordFile.Open(path);
            while (record.TryRead(out RecordRow row))
            {
                cell.Add(row);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or RecordFormatException)
        {
            throw new UserErrorException(error.Message, error);
        }

        return cell;
    }

    /// <summary>Takes what a cohort's detector found of this cell.</summary>
    public void Note(double timeS, Verdict verdict) => Note(verdict.Rule, timeS, verdict.Cycle ?? _closed.Count, verdict);

    private void Add(in RecordRow row)
    {
        _firstS = double.IsNaN(_firstS) ? row.TimeS : _firstS;
        double timeS = row.TimeS - _firstS;
        var live = new LiveObservation(timeS, row.VoltageV, row.CurrentA, row.TemperatureDegC, double.NaN, false, false);
        foreach ((string name, ILiveDetector detector) in _rows)
        {
            Note(name, timeS, _closed.Count, detector.Take(live));
        }

        _engine.Add(row.Sample, new CellConditions(row.TemperatureDegC, double.NaN));
        while (_engine.TryTakeHalf(out _))
        {
            // Cycles hold them.
        }

        while (_engine.TryTakeCycle(out Cycle cycle))
        {
            _closed.Add((timeS, cycle));
            var observation = new CycleObservation(Name, "", cycle);
            foreach ((string name, ICycleDetector detector) in _cycles)
            {
                Note(name, timeS, cycle.Number, detector.Take(observation));
            }
        }
    }

    private void Note(string rule, double timeS, int cycle, Verdict? verdict)
    {
        if (verdict is not null && verdict.State != _states.GetValueOrDefault(rule))
        {
            _states[rule] = verdict.State;
            _alarms.Add(new BacktestAlarm(timeS, cycle, verdict));
        }
    }
}

/// <summary>A change of state that a rule would have reported.</summary>
/// <param name="TimeS">On the record's clock, s from its first row.</param>
/// <param name="Cycle">The cycle it came with; of a row, the cycles closed before it.</param>
/// <param name="Verdict">What was found.</param>
public sealed record BacktestAlarm(double TimeS, int Cycle, Verdict Verdict);
