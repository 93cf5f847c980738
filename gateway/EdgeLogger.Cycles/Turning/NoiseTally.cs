using System;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Turning;

/// <summary>
/// What distinguishes a current from noise at rest. Kept until the cell's capacity is known; from then on the threshold decides.
/// </summary>
internal struct NoiseTally
{
    private const long FewRows = 8;
    private const double SteadyRatio = 3;
    private const double WalkSigmas = 5;

    private long _rows;
    private double _sumAbsoluteA;
    private double _sumAbsoluteStepA;

    /// <summary>Sum of the squared charges of the intervals, (A s)^2: what a random walk would have come to, squared.</summary>
    private double _sumSquareAs;

    /// <summary>Too few rows to separate noise from chance.</summary>
    public readonly bool IsShort => _rows < FewRows;

    /// <summary>The current is large beside its changes from row to row.</summary>
    public readonly bool IsSteady => _sumAbsoluteA >= SteadyRatio * _sumAbsoluteStepA * _rows / (_rows - 1);

    /// <summary>Whether a random walk might have come to this charge, A s.</summary>
    public readonly bool MayHaveWalked(double chargeAs) => chargeAs * chargeAs < WalkSigmas * WalkSigmas * _sumSquareAs;

    public void Add(in Reading reading)
    {
        double absolute = Math.Abs(reading.CurrentA);
        double charge = absolute * reading.Seconds;
        _sumAbsoluteA += absolute;
        _sumAbsoluteStepA += _rows == 0 ? 0 : Math.Abs(reading.StepA);
        _sumSquareAs += charge * charge;
        _rows++;
    }

    public void Append(in NoiseTally later)
    {
        _rows += later._rows;
        _sumAbsoluteA += later._sumAbsoluteA;
        _sumAbsoluteStepA += later._sumAbsoluteStepA;
        _sumSquareAs += later._sumSquareAs;
    }
}
