using System;
using System.Collections.Generic;

namespace EdgeLogger.VirtualBench.Cells.Reference;

/// <summary>
/// What a cycler does to a cell and how the cell answers, written down as the rows of a <see cref="RecordedCell"/>, with the
/// exact charge and energy of what is written. The fixture's temperature swings by 1 K over the day, and the voltage with it.
/// </summary>
internal sealed class ReferenceScript
{
    private const double MeanDegC = 25;
    private const double SwingK = 1;
    private const double DayS = 86400;

    // 8 mV of polarisation a kelvin, half of it in each direction; colder is more.
    private const double AnswerVPerK = 0.004;
    private const double RelaxationS = 120;
    private const double SweepRowS = 10;
    private const double SweepWidthV = 0.15;
    private const double SweepCentreV = 3.75;

    private static readonly double[] s_restTimesS = [0, 10, 60, 180, 420];

    private readonly List<RecordedRow> _rows = [];
    private readonly List<HalfCycleTruth> _halves = [];
    private double _timeS;

    /// <summary>All rows so far.</summary>
    public IReadOnlyList<RecordedRow> Rows => _rows;

    /// <summary>Half cycles at constant current so far.</summary>
    public IReadOnlyList<HalfCycleTruth> HalfCycles => _halves;

    /// <summary>No current; the voltage relaxes.</summary>
    public void Rest(double seconds, double fromV, double toV)
    {
        foreach (double restedS in s_restTimesS)
        {
            if (restedS < seconds)
            {
                Row(_timeS + restedS, toV + ((fromV - toV) * Math.Exp(-restedS / RelaxationS)), 0);
            }
        }

        _timeS += seconds;
        Row(_timeS, toV, 0);
    }

    /// <summary>A constant current along a voltage curve: one half cycle.</summary>
    public void Flow(double currentA, double chargeAh, double[] curve)
    {
        double startS = _timeS;
        double seconds = chargeAh * 3600 / Math.Abs(currentA);
        double energyWs = 0;
        for (int i = 0; i < curve.Length; i++)
        {
            double share = (double)i / (curve.Length - 1);
            double timeS = startS + (share * seconds);

            // 6 x (1 - x) has the mean 1, and leaves the ends of the window where the cycler holds them.
            double answerV = AnswerVPerK * (TemperatureDegC(timeS) - MeanDegC) * 6 * share * (1 - share);
            Row(timeS, curve[i] - (Math.Sign(currentA) * answerV), currentA);
            if (i > 0)
            {
                energyWs += Math.Abs(currentA) * (_rows[^1].TimeS - _rows[^2].TimeS)
                    * (_rows[^1].VoltageV + _rows[^2].VoltageV) / 2;
            }
        }

        _timeS = _rows[^1].TimeS;
        _halves.Add(new HalfCycleTruth(
            currentA > 0, _halves.Count / 2, startS, _timeS, Math.Abs(currentA) * (_timeS - startS) / 3600, energyWs / 3600));
    }

    /// <summary>Cyclic voltammetry: up and down once at a constant rate, one peak each way.</summary>
    public void Sweep(double lowerV, double upperV, double voltPerS, double peakA, double polarisationV)
    {
        SweepOnce(lowerV, upperV, voltPerS, peakA, SweepCentreV + (polarisationV / 2));
        SweepOnce(upperV, lowerV, voltPerS, -peakA, SweepCentreV - (polarisationV / 2));
    }

    private void SweepOnce(double fromV, double toV, double voltPerS, double peakA, double peakV)
    {
        double seconds = Math.Abs(toV - fromV) / voltPerS;
        int count = (int)Math.Round(seconds / SweepRowS);
        double startS = _timeS;
        for (int i = 0; i <= count; i++)
        {
            double share = (double)i / count;
            double timeS = startS + (share * seconds);
            double voltageV = fromV + (share * (toV - fromV));
            double centreV = peakV - (Math.Sign(peakA) * AnswerVPerK * (TemperatureDegC(timeS) - MeanDegC));
            double off = (voltageV - centreV) / SweepWidthV;
            Row(timeS, voltageV, peakA * Math.Exp(-off * off / 2));
        }

        _timeS = startS + seconds;
    }

    private static double TemperatureDegC(double timeS) => MeanDegC + (SwingK * Math.Sin(2 * Math.PI * timeS / DayS));

    private void Row(double timeS, double voltageV, double currentA) =>
        _rows.Add(new RecordedRow(timeS, voltageV, currentA, TemperatureDegC(timeS)));
}
