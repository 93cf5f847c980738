using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.VirtualBench.Cells.Reference;

/// <summary>One simulated cell with the test it goes through, and what truly happens in it.</summary>
public sealed class ReferenceCell
{
    private const double BinV = 0.005;
    private const double PlateauAboveV = 4.3;
    private const int PartsOfALine = 400;

    private readonly RecordedRow[] _rows;

    internal ReferenceCell(string name, ReferenceRecipe recipe, double areaCm2, double activeMassG, ReferenceScript script)
    {
        Name = name;
        Recipe = recipe;
        AreaCm2 = areaCm2;
        ActiveMassG = activeMassG;
        HalfCycles = script.HalfCycles;
        _rows = [.. script.Rows];
    }

    /// <summary>3 to 32 of a-z, 0-9 and '-'.</summary>
    public string Name { get; }

    public ReferenceRecipe Recipe { get; }

    public double AreaCm2 { get; }

    public double ActiveMassG { get; }

    /// <summary>The long test it goes through; null if it is another one.</summary>
    public ReferenceAgeing? Ageing { get; init; }

    /// <summary>Half cycles at constant current, charge first; none for a sweep.</summary>
    public IReadOnlyList<HalfCycleTruth> HalfCycles { get; }

    /// <summary>Sweeps up and down, in cyclic voltammetry.</summary>
    public int Sweeps { get; init; }

    /// <summary>Cycles in all.</summary>
    public int Cycles => (HalfCycles.Count / 2) + Sweeps;

    /// <summary>Length of the test, s.</summary>
    public double LengthS => _rows[^1].TimeS;

    /// <summary>Discharge of a cycle, Ah.</summary>
    /// <param name="cycle">From 0.</param>
    public HalfCycleTruth Discharge(int cycle) => HalfCycles[(2 * cycle) + 1];

    /// <summary>Discharge over charge of a cycle.</summary>
    /// <param name="cycle">From 0.</param>
    public double Efficiency(int cycle) => Discharge(cycle).ChargeAh / HalfCycles[2 * cycle].ChargeAh;

    /// <summary>The cell as a board sees it.</summary>
    public RecordedCell Signal() => new(_rows);

    /// <summary>The voltage, in steps of 5 mV, at which most of the first charge goes in above 4.3 V.</summary>
    public double PlateauV()
    {
        var charges = new Dictionary<int, double>();
        for (int i = 1; i < _rows.Length && _rows[i].TimeS <= HalfCycles[0].EndS; i++)
        {
            (RecordedRow from, RecordedRow to) = (_rows[i - 1], _rows[i]);
            for (int part = 0; part < PartsOfALine; part++)
            {
                double voltageV = from.VoltageV + ((part + 0.5) / PartsOfALine * (to.VoltageV - from.VoltageV));
                int bin = (int)Math.Round(voltageV / BinV);
                charges[bin] = charges.GetValueOrDefault(bin) + (from.CurrentA * (to.TimeS - from.TimeS));
            }
        }

        return charges.Where(bin => bin.Key * BinV > PlateauAboveV).MaxBy(bin => bin.Value).Key * BinV;
    }

    /// <summary>Voltage of the greatest current minus voltage of the least one.</summary>
    public double SweepPolarisationV() => _rows.MaxBy(row => row.CurrentA).VoltageV - _rows.MinBy(row => row.CurrentA).VoltageV;
}
