using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Alerts.Tests.Trends;

/// <summary>Cycles with capacities of one's own choice, four hours each, and a scatter of 0.05 %.</summary>
internal sealed class CycleScript
{
    public const string Half = "C0.5-D0.5|2.00-4.60|cc";
    public const string Slow = "C0.1-D0.1|2.00-4.60|cc";

    private readonly Random _random = new(11);
    private readonly List<Cycle> _cycles = [];
    private double _timeS;

    public IReadOnlyList<Cycle> Cycles => _cycles;

    /// <summary>Adds cycles; the function has the number of the cycle and gives capacity in mAh.</summary>
    public CycleScript Run(int count, Func<int, double> capacityMah, string signature = Half, double efficiency = 0.996,
        bool partial = false)
    {
        for (int i = 0; i < count; i++)
        {
            int number = _cycles.Count + 1;
            double ah = capacityMah(number) / 1000 * (1 + (0.0005 * Normal()));
            HalfCycle charge = One(Direction.Charge, number, ah / efficiency, 3.8);
            HalfCycle discharge = One(Direction.Discharge, number, ah, 3.4);
            _cycles.Add(TestCycles.Cycle(number, ah, signature, partial) with
            {
                Charge = charge,
                Discharge = discharge,
                CoulombicEfficiency = partial ? null : ah / charge.Ah,
            });
        }

        return this;
    }

    public CycleScript Pause(double hours)
    {
        _timeS += hours * 3600;
        return this;
    }

    /// <summary>Verdicts of one kind of detector that turned abnormal, and the rule's other end.</summary>
    public List<Verdict> Judge(string kind)
    {
        ICycleDetector detector = DetectorCatalogue.Cycles.Single(one => one.Name == kind)
            .Create(kind, Subject.Cell("cell"), new Dictionary<string, double>());
        List<Verdict> turns = [];
        DetectionState state = DetectionState.Clear;
        foreach (Verdict verdict in _cycles.Select(cycle => detector.Take(new CycleObservation("cell", "", cycle)))
            .OfType<Verdict>())
        {
            if (verdict.State == DetectionState.Abnormal != (state == DetectionState.Abnormal))
            {
                turns.Add(verdict);
            }

            state = verdict.State;
        }

        return turns;
    }

    private HalfCycle One(Direction direction, int number, double ah, double meanV)
    {
        double startS = _timeS;
        _timeS += 7200;
        return TestCycles.Cycle(number, ah).Discharge! with
        {
            Direction = direction,
            Index = (2 * number) - (direction == Direction.Charge ? 2 : 1),
            StartS = startS,
            EndS = _timeS,
            Wh = ah * meanV,
        };
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
