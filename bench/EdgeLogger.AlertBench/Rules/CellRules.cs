using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.AlertBench.Rules;

/// <summary>All rules of one cell with their defaults, and when each first raised an alert.</summary>
public sealed class CellRules
{
    /// <summary>It says that a cell is at the end of its life, which a healthy one reaches too.</summary>
    public const string EndOfLife = "capacity-retention";

    private static readonly Dictionary<string, double> Defaults = [];

    private readonly ICycleDetector[] _detectors;
    private readonly bool[] _abnormal;
    private readonly string _cell;
    private bool _abnormalInCohort;

    public CellRules(string cell)
    {
        _cell = cell;
        _detectors = [.. DetectorCatalogue.Cycles.Where(kind => kind.Name != EndOfLife)
            .Select(kind => kind.Create(kind.Name, Subject.Cell(cell), Defaults))];
        _abnormal = new bool[_detectors.Length];
    }

    /// <summary>Verdicts that turned abnormal, in order.</summary>
    public List<Verdict> Raised { get; } = [];

    /// <summary>Takes what a cohort's detector says of this cell.</summary>
    public void Note(Verdict verdict)
    {
        bool abnormal = verdict.State == DetectionState.Abnormal;
        if (abnormal && !_abnormalInCohort)
        {
            Raised.Add(verdict);
        }

        _abnormalInCohort = abnormal;
    }

    /// <summary>Takes the cell's next cycle.</summary>
    public void Take(Cycle cycle)
    {
        var observation = new CycleObservation(_cell, "", cycle);
        for (int i = 0; i < _detectors.Length; i++)
        {
            if (_detectors[i].Take(observation) is { } verdict)
            {
                bool abnormal = verdict.State == DetectionState.Abnormal;
                if (abnormal && !_abnormal[i])
                {
                    Raised.Add(verdict);
                }

                _abnormal[i] = abnormal;
            }
        }
    }
}
