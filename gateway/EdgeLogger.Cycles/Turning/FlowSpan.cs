using System;
using System.Runtime.CompilerServices;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Turning;

/// <summary>The rows in which current flows in one direction.</summary>
internal struct FlowSpan
{
    private const double RestlessV = 0.001;
    private const double HoldBandV = 0.005;
    private const double HoldFall = 0.8;

    /// <summary>
    /// The row of a board in which the current is switched off is a mean of both: one row, or two, is not a decay.
    /// </summary>
    private const long RowsToBelieve = 3;

    public FlowMark First;
    public FlowMark Last;
    public double MaxVoltageV;
    public double MinVoltageV;

    /// <summary>Rows running in which the current had decayed while the voltage was held; once enough, it stays.</summary>
    private long _decayedRows;

    /// <summary>What counts as a flow beside the largest current of the span, A.</summary>
    private double _flowA;

    /// <summary>The current with which the voltage came to its extreme, A; 0 after a rest.</summary>
    private double _holdStartA;

    /// <summary>Whether the current was seen to decay at a constant voltage.</summary>
    public readonly bool ConstantVoltage => _decayedRows >= RowsToBelieve;

    public readonly double VoltageSpanV => MaxVoltageV - MinVoltageV;

    /// <param name="reading">A row in which current flows.</param>
    /// <param name="absoluteA">Its absolute current, A.</param>
    /// <param name="charging">The direction.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in Reading reading, double absoluteA, bool charging)
    {
        if (reading.FlowA > _flowA)
        {
            _flowA = reading.FlowA;
        }

        if (IsNothingBeside(reading.FlowA))
        {
            Restart(reading, absoluteA);
        }

        Last.Set(reading, absoluteA);
        FollowHold(reading.VoltageV, absoluteA, charging);
        if (reading.VoltageV > MaxVoltageV)
        {
            MaxVoltageV = reading.VoltageV;
        }

        if (reading.VoltageV < MinVoltageV)
        {
            MinVoltageV = reading.VoltageV;
        }
    }

    public void Rest() => Hold(0);

    public void Append(in FlowSpan later)
    {
        if (!later.First.Exists)
        {
            return;
        }

        if (IsNothingBeside(later._flowA))
        {
            this = later;
            return;
        }

        Last = later.Last;
        MaxVoltageV = Math.Max(MaxVoltageV, later.MaxVoltageV);
        MinVoltageV = Math.Min(MinVoltageV, later.MinVoltageV);
        _decayedRows = ConstantVoltage ? _decayedRows : later._decayedRows;
        _flowA = Math.Max(_flowA, later._flowA);
        _holdStartA = later._holdStartA;
    }

    private static bool IsNothing(in FlowMark mark, double flowA) => !mark.Exists || mark.AbsoluteA < flowA;

    /// <summary>What was taken for a flow while only noise was known is forgotten once the true current shows.</summary>
    private readonly bool IsNothingBeside(double flowA) => IsNothing(First, flowA);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Restart(in Reading reading, double absoluteA)
    {
        // It takes two rows to be sure of a current: the first of them is the one before.
        First = Last;
        if (IsNothing(Last, reading.FlowA))
        {
            First.Set(reading, absoluteA);
        }

        MaxVoltageV = First.VoltageV;
        MinVoltageV = First.VoltageV;
        _decayedRows = 0;
        _holdStartA = First.AbsoluteA;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FollowHold(double voltageV, double absoluteA, bool charging)
    {
        double beyond = charging ? voltageV - MaxVoltageV : MinVoltageV - voltageV;
        if (beyond > RestlessV || beyond < -HoldBandV || _holdStartA == 0)
        {
            Hold(absoluteA);
        }
        else if (absoluteA < HoldFall * _holdStartA)
        {
            _decayedRows++;
        }
    }

    private void Hold(double fromA)
    {
        _holdStartA = fromA;
        if (!ConstantVoltage)
        {
            _decayedRows = 0;
        }
    }
}
