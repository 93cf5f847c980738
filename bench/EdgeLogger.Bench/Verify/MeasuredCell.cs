using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.DifferentialCapacity;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Techniques;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Derivation;
using EdgeLogger.Derivation.Following;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Gateway;
using EdgeLogger.VirtualBench.Cells.Reference;

namespace EdgeLogger.Bench.Verify;

/// <summary>What the gateway has made of one simulated cell: its cycles, and its rows where a result is not in them.</summary>
internal sealed class MeasuredCell
{
    private const double PlateauAboveV = 4.3;

    private readonly string _directory;
    private readonly CellResults _results;
    private readonly DerivedStore _store;

    private MeasuredCell(string directory, ReferenceCell truth, CellResults results, DerivedStore store)
    {
        _directory = directory;
        Truth = truth;
        _results = results;
        _store = store;
    }

    /// <summary>What the lab knows of it.</summary>
    public CellMetadata Metadata => new() { ActiveMassMg = Truth.ActiveMassG * 1000, AreaCm2 = Truth.AreaCm2 };

    /// <summary>The simulated cell.</summary>
    public ReferenceCell Truth { get; }

    /// <summary>The cycles found, whole ones only.</summary>
    public IReadOnlyList<Cycle> Cycles => [.. _results.Cycles.Where(cycle => !cycle.Partial)];

    /// <summary>Whether the cycles found are those that were done.</summary>
    public bool HasAllCycles => Cycles.Count == Truth.Cycles && _results.Cycles.Count == Truth.Cycles;

    /// <summary>Reads a cell's results from a gateway's folder.</summary>
    /// <exception cref="UserErrorException">The gateway knows nothing of it.</exception>
    public static MeasuredCell Load(string directory, DerivedStore store, ReferenceCell truth)
    {
        TestKey cell = store.Cells().SingleOrDefault(cell => cell.Board == truth.Name)
            ?? throw new UserErrorException(
                $"The gateway has no results of {truth.Name}; run it again, and look for a full disk if it stays so.");
        return new MeasuredCell(directory, truth, CellResults.Load(store, cell), store);
    }

    /// <summary>The trend of the signature run last, over all cycles, as a gateway keeps it.</summary>
    /// <param name="formationCycles">Cycles that are not a reference.</param>
    public SignatureTrend? Trend(int formationCycles)
    {
        CellTrends trends = new(
            new TrendOptions { FormationCycles = formationCycles, WindowCycles = TrendOptions.MostWindowCycles });
        foreach (Cycle cycle in Cycles)
        {
            // The test is over: nothing can move the end of its last half cycle any more.
            trends.Add(cycle with { Provisional = false });
        }

        return trends.Latest;
    }

    /// <summary>The highest peak of dQ/dV above 4.3 V in the first charge; NaN if there is none.</summary>
    public double PlateauV()
    {
        HalfCycle first = _results.Halves[0];
        ChargeByVoltage charge = new(new DifferentialCapacityOptions());
        foreach (CellRow row in Rows(first.StartS, first.EndS))
        {
            charge.AddMean(ToSample(row));
        }

        return charge.Take(Direction.Charge).Peaks().Where(peak => peak.VoltageV > PlateauAboveV)
            .OrderByDescending(peak => peak.AhPerV).Select(peak => peak.VoltageV).FirstOrDefault(double.NaN);
    }

    /// <summary>Anodic minus cathodic peak voltage of the sweep; NaN if there is none.</summary>
    public double SweepPolarisationV()
    {
        VoltammetryAnalyser analyser = new();
        // From the first current on: at rest before the sweep there is no sweep, but noise that goes up and down.
        foreach (CellRow row in Rows(_results.Halves[0].StartS, _results.Halves[^1].EndS))
        {
            if (analyser.Add(ToSample(row), out Voltammogram found) && !double.IsNaN(found.SeparationV))
            {
                return found.SeparationV;
            }
        }

        return analyser.Finish(out Voltammogram last) ? last.SeparationV : double.NaN;
    }

    private static Sample ToSample(in CellRow row) => new(row.UptimeMs / 1000.0, row.VoltageV, row.CurrentA);

    private IEnumerable<CellRow> Rows(double startS, double endS) =>
        AllRows().Where(row => row.UptimeMs >= startS * 1000 && row.UptimeMs <= endS * 1000);

    private IEnumerable<CellRow> AllRows()
    {
        using TestRowReader reader = TestRowReader.Open(_directory, _store, _results.Cell.Id);
        while (reader.TryRead(out DatedRow row))
        {
            yield return row.Row;
        }
    }
}
