using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.AlertBench.Simulation;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors;

namespace EdgeLogger.AlertBench;

/// <summary>One simulated cell, row by row, under all rules of rows.</summary>
/// <param name="Fault">What went wrong.</param>
/// <param name="OnsetS">When, s.</param>
/// <param name="CycleS">Length of its cycles, s.</param>
/// <param name="LengthS">How long it was watched, s.</param>
/// <param name="Raised">What was raised, and when.</param>
public sealed record RowRun(
    RowFault Fault, double OnsetS, double CycleS, double LengthS, IReadOnlyList<(double TimeS, Verdict Verdict)> Raised)
{
    private static readonly Dictionary<string, double> Defaults = [];

    /// <summary>Alarms before anything was wrong.</summary>
    public IEnumerable<(double TimeS, Verdict Verdict)> FalseAlarms => Raised.Where(one => one.TimeS < OnsetS);

    /// <summary>Delay of the first alarm after the onset, in cycles; null is never.</summary>
    public double? DelayCycles => Raised.Where(one => one.TimeS >= OnsetS).Select(one => (double?)((one.TimeS - OnsetS) / CycleS))
        .FirstOrDefault();

    /// <summary>
    /// Runs a cell for some of its cycles; the fault begins somewhere in the cycle after <paramref name="soundCycles"/>.
    /// </summary>
    public static RowRun Of(RowFault fault, int soundCycles, int cycles, ulong seed)
    {
        double cycleS = new RowSimulator(RowFault.None, double.PositiveInfinity, seed).CycleS;
        double within = new Random(unchecked((int)seed)).NextDouble();
        double onsetS = fault switch
        {
            RowFault.None => double.PositiveInfinity,
            RowFault.ReversedCurrent => 0,
            _ => (soundCycles + within) * cycleS,
        };
        ILiveDetector[] detectors =
            [.. DetectorCatalogue.Rows.Select(kind => kind.Create(kind.Name, Subject.Cell("cell"), Defaults))];
        List<(double, Verdict)> raised = [];
        foreach (LiveObservation row in new RowSimulator(fault, onsetS, seed).Run(cycles * cycleS))
        {
            foreach (ILiveDetector detector in detectors)
            {
                if (detector.Take(row) is { State: DetectionState.Abnormal } verdict)
                {
                    raised.Add((row.TimeS, verdict));
                }
            }
        }

        return new RowRun(fault, onsetS, cycleS, cycles * cycleS, raised);
    }
}
