using System.Runtime.CompilerServices;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Steps;

/// <summary>A row as the step classifier sees it: where it is on the charge curve, and its reading.</summary>
internal struct StepRow
{
    public long Row;
    public double TimeS;
    public double VoltageV;
    public double CurrentA;

    /// <summary>Net charge since the record began, A s.</summary>
    public double ChargeAs;

    /// <summary>Net energy since the record began, W s.</summary>
    public double EnergyWs;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(in Reading reading, double chargeAs, double energyWs)
    {
        Row = reading.Row;
        TimeS = reading.TimeS;
        VoltageV = reading.VoltageV;
        CurrentA = reading.CurrentA;
        ChargeAs = chargeAs;
        EnergyWs = energyWs;
    }
}
