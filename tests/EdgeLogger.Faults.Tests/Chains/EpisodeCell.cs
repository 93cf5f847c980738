using System;
using EdgeLogger.VirtualBench.Cells;

namespace EdgeLogger.Faults.Tests.Chains;

/// <summary>A cell that something happens to for a while: what its terminals then show is given by two functions.</summary>
/// <param name="cell">The cell before and after.</param>
/// <param name="fromS">From when on, s.</param>
/// <param name="untilS">Until when, s.</param>
/// <param name="voltageV">Voltage meanwhile, of the sound cell's.</param>
/// <param name="currentA">Current meanwhile, of the sound cell's.</param>
internal sealed class EpisodeCell(
    ICellSignal cell, double fromS, double untilS, Func<double, double> voltageV, Func<double, double> currentA) : ICellSignal
{
    public double MeanVoltageV(double t0, double t1) =>
        Happens(t0) ? voltageV(cell.MeanVoltageV(t0, t1)) : cell.MeanVoltageV(t0, t1);

    public double MeanCurrentA(double t0, double t1) =>
        Happens(t0) ? currentA(cell.MeanCurrentA(t0, t1)) : cell.MeanCurrentA(t0, t1);

    public double MeanTemperatureDegC(double t0, double t1) => cell.MeanTemperatureDegC(t0, t1);

    public double MeanPressureMPa(double t0, double t1) => cell.MeanPressureMPa(t0, t1);

    private bool Happens(double t0) => t0 >= fromS && t0 < untilS;
}
