using System;
using System.Collections.Generic;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors.Swaps;

namespace EdgeLogger.Alerts.Tests.Swaps;

/// <summary>
/// Rows of a slot, one every 10 s: a cell of a line of open circuit and a capacity, a resistance at once and a relaxation of two
/// minutes, charged and discharged between 3.0 and 4.2 V with rests of 5 min; and what is done to it between.
/// </summary>
internal sealed class SlotScript
{
    private const double CurrentA = 0.001;
    private const double RestS = 300;

    private readonly ILiveDetector _detector = AnotherCellDetector.Kind.Create(
        "another-cell", Subject.Cell("bench-01/0"), new Dictionary<string, double>());
    private readonly Random _random = new(7);
    private readonly List<Verdict> _found = [];
    private double _slowV;

    /// <summary>What was found, in order.</summary>
    public IReadOnlyList<Verdict> Found => _found;

    /// <summary>The time, s.</summary>
    public double TimeS { get; private set; }

    /// <summary>State of charge, 0 to 1.</summary>
    public double Charge { get; set; } = 0.1;

    public double CapacityAh { get; set; } = 0.0005;

    public double Ohm { get; set; } = 50;

    public double DegC { get; set; } = 25;

    public double Mpa { get; set; } = 50;

    /// <summary>What the input reads while it is open; NaN: the cell.</summary>
    public double OpenV { get; set; } = double.NaN;

    /// <summary>The limits of the voltage.</summary>
    public double UpperV { get; set; } = 4.2;

    public SlotScript Cycle(int times = 1)
    {
        for (int i = 0; i < times; i++)
        {
            Half(1).Rest(RestS).Half(-1).Rest(RestS);
        }

        return this;
    }

    /// <summary>A half cycle to its limit, or for a time.</summary>
    public SlotScript Half(int direction, double mostS = double.PositiveInfinity)
    {
        double untilS = TimeS + mostS;
        while (TimeS < untilS && (direction > 0 ? VoltageV(CurrentA) < UpperV : VoltageV(-CurrentA) > 3.0))
        {
            Row(direction * CurrentA);
        }

        return this;
    }

    public SlotScript Rest(double seconds)
    {
        for (double untilS = TimeS + seconds; TimeS < untilS;)
        {
            Row(0);
        }

        return this;
    }

    /// <summary>The board is without power; the cell relaxes, or is exchanged.</summary>
    public SlotScript Off(double seconds)
    {
        (TimeS, _slowV) = (TimeS + seconds, _slowV * Math.Exp(-seconds / 120));
        return this;
    }

    /// <summary>The voltage input is open.</summary>
    public SlotScript Open(double seconds, double reads = 0)
    {
        OpenV = reads;
        Rest(seconds);
        OpenV = double.NaN;
        return this;
    }

    /// <summary>Does something to the slot.</summary>
    public SlotScript Then(Action<SlotScript> what)
    {
        what(this);
        return this;
    }

    private double VoltageV(double currentA) => 3.2 + (0.8 * Charge) + _slowV + (currentA * Ohm);

    private void Row(double currentA)
    {
        TimeS += 10;
        Charge += currentA * 10 / 3600 / CapacityAh;
        _slowV += ((currentA * 40) - _slowV) * 10 / 120;
        double voltageV = double.IsNaN(OpenV) ? VoltageV(currentA) : OpenV;
        var row = new LiveObservation(
            TimeS, voltageV + Noise(50e-6), currentA + Noise(50e-9), DegC, Mpa, Saturated: false, SensorError: false);
        if (_detector.Take(row) is { } verdict)
        {
            _found.Add(verdict);
        }
    }

    private double Noise(double sigma) =>
        sigma * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
