using System;
using System.Collections.Generic;
using EdgeLogger.Alerts.Detection;

namespace EdgeLogger.Alerts.Tests.Rows;

/// <summary>
/// Rows of a cell of 3.0 to 4.2 V and 50 ohm at 1 mA, one every 10 s, with a converter's noise: two half hours of current and a
/// rest.
/// </summary>
internal sealed class RowScript
{
    private const double ResistanceOhm = 50;
    private readonly Random _random = new(7);
    private readonly List<LiveObservation> _rows = [];
    private double _charge = 0.1;
    private double _timeS;

    public IReadOnlyList<LiveObservation> Rows => _rows;

    /// <summary>Changes what is measured from here on; null is a sound chain.</summary>
    public Func<LiveObservation, LiveObservation>? Fault { get; set; }

    public double OpenCircuitV => 3.2 + (0.9 * _charge);

    public RowScript Cycle(int times = 1)
    {
        for (int i = 0; i < times; i++)
        {
            Run(180, 0.001).Run(30, 0).Run(180, -0.001).Run(30, 0);
        }

        return this;
    }

    public RowScript Run(int rows, double currentA)
    {
        for (int i = 0; i < rows; i++)
        {
            _timeS += 10;
            _charge += currentA * 10 / 3600 / 0.0007;
            var row = new LiveObservation(
                _timeS, OpenCircuitV + (currentA * ResistanceOhm) + Noise(20e-6), currentA + Noise(30e-9), 25 + Noise(0.01),
                50 + Noise(0.01), false, false);
            _rows.Add(Fault is null ? row : Fault(row));
        }

        return this;
    }

    public RowScript With(Func<LiveObservation, LiveObservation>? fault)
    {
        Fault = fault;
        return this;
    }

    public static List<(double TimeS, Verdict Verdict)> Judge(
        DetectorKindOf<ILiveDetector> kind, IEnumerable<LiveObservation> rows)
    {
        ILiveDetector detector = kind.Create(kind.Name, Subject.Cell("bench-01/0"), new Dictionary<string, double>());
        List<(double, Verdict)> verdicts = [];
        foreach (LiveObservation row in rows)
        {
            if (detector.Take(row) is { } verdict)
            {
                verdicts.Add((row.TimeS, verdict));
            }
        }

        return verdicts;
    }

    private double Noise(double sigma) =>
        sigma * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
