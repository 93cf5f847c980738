using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cells.Model;

/// <summary>What a user says of a cell. Null: nothing is said of it, and it stays as it was.</summary>
public sealed record CellFacts
{
    // Cells of solid-state labs have milligrams; above this micrograms were probably typed.
    private const double LargestUsualMassMg = 1000;

    // Nominal capacity over that of an hour at 1C. A recipe's 1C may be that of another theoretical capacity, but a wrong unit
    // (mAh for Ah, A/g for mA/g) is a factor of 1000.
    private const double LargestUsualRatio = 20;

    /// <summary>Mass of active material, mg.</summary>
    public double? ActiveMassMg { get; init; }

    /// <summary>Electrode area, cm2.</summary>
    public double? AreaCm2 { get; init; }

    /// <summary>Active material per area, mg/cm2.</summary>
    public double? LoadingMgPerCm2 { get; init; }

    /// <summary>Specific current of 1C, mA/g.</summary>
    public double? OneCMilliampPerG { get; init; }

    /// <summary>Nominal capacity, Ah.</summary>
    public double? NominalAh { get; init; }

    /// <summary>The cycle that plain retention is counted from, from 1.</summary>
    public int? ReferenceCycle { get; init; }

    /// <summary>The rate at which plain retention's reference is taken.</summary>
    public double? ReferenceCRate { get; init; }

    /// <summary>What the two electrodes are.</summary>
    public ElectrodeKind? Electrode { get; init; }

    /// <summary>Which half of a cycle comes first.</summary>
    public CycleOrder? Order { get; init; }

    /// <summary>The cohort.</summary>
    public string? Cohort { get; init; }

    /// <summary>The electrolyte.</summary>
    public string? Electrolyte { get; init; }

    /// <summary>What the cell is measured against.</summary>
    public string? CounterElectrode { get; init; }

    /// <summary>Who made it or is asked about it.</summary>
    public string? Operator { get; init; }

    /// <summary>When it was made.</summary>
    public DateOnly? Made { get; init; }

    /// <summary>Fields of the lab's own; an empty value removes one. Others stay.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>What is forgotten.</summary>
    public IReadOnlyList<CellPart> Unset { get; init; } = [];

    /// <summary>
    /// A mass above 1000 mg is meant as it is, and so is a nominal capacity far from that of an hour at 1C of it.
    /// </summary>
    public bool MassIsRight { get; init; }

    /// <summary>How the user says so, as a sentence can name it: "--yes-mass".</summary>
    public string MassIsRightBy { get; init; } = "--yes-mass";

    /// <summary>The cell after what was said.</summary>
    /// <exception cref="CellBookException">The mass looks like one in other units, and was not confirmed.</exception>
    public Cell ApplyTo(Cell before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return Unset.Aggregate(
            before with
            {
                Metadata = Said(before.Metadata),
                Electrolyte = Electrolyte ?? before.Electrolyte,
                CounterElectrode = CounterElectrode ?? before.CounterElectrode,
                Operator = Operator ?? before.Operator,
                Made = Made ?? before.Made,
                Fields = FieldsAfter(before.Fields),
            }, Without);
    }

    /// <summary>The same of what scales the results of a cell whose name is not known.</summary>
    /// <exception cref="CellBookException">The mass looks like one in other units, and was not confirmed.</exception>
    public CellMetadata ApplyTo(CellMetadata before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return Unset.Aggregate(Said(before), Without);
    }

    private CellMetadata Said(CellMetadata before)
    {
        if (ActiveMassMg is > LargestUsualMassMg and var massMg && !MassIsRight)
        {
            throw new CellBookException(string.Create(CultureInfo.InvariantCulture,
                $"{massMg / 1000:0.###} g of active mass? Give {MassIsRightBy} if it is, or else the mass in mg."));
        }

        CellMetadata after = before with
        {
            ActiveMassMg = ActiveMassMg ?? before.ActiveMassMg,
            AreaCm2 = AreaCm2 ?? before.AreaCm2,
            LoadingMgPerCm2 = LoadingMgPerCm2 ?? before.LoadingMgPerCm2,
            OneCMilliampPerG = OneCMilliampPerG ?? before.OneCMilliampPerG,
            NominalAh = NominalAh ?? before.NominalAh,
            ReferenceCycle = ReferenceCycle ?? before.ReferenceCycle,
            ReferenceCRate = ReferenceCRate ?? before.ReferenceCRate,
            Electrode = Electrode ?? before.Electrode,
            OrderOverride = Order ?? before.OrderOverride,
            Cohort = Cohort ?? before.Cohort,
        };
        ThrowIfContradicting(before, after);
        return after;
    }

    // Only of what is said now: a cell that was entered otherwise can still be given a cohort.
    private void ThrowIfContradicting(CellMetadata before, CellMetadata after)
    {
        bool isSaidNow = (before.NominalAh, Hour(before)) != (after.NominalAh, Hour(after));
        if (isSaidNow && !MassIsRight && after.NominalAh is { } nominalAh && Hour(after) is { } hourAh
            && (nominalAh / hourAh is > LargestUsualRatio or < 1 / LargestUsualRatio))
        {
            string nominal = string.Create(CultureInfo.InvariantCulture, $"{1000 * nominalAh:G4} mAh");
            string hour = string.Create(CultureInfo.InvariantCulture, $"{1000 * hourAh:G4} mAh");
            throw new CellBookException(
                $"The nominal capacity is {nominal}, and an hour at 1C of this mass gives {hour}. Is one of them in another unit "
                + $"(nominal capacity in Ah, 1C in mA/g, mass in mg)? Give {MassIsRightBy} if all are right.");
        }
    }

    // The charge of an hour at 1C, Ah; null if 1C or the mass is not known.
    private static double? Hour(CellMetadata cell) => (cell with { NominalAh = null }).OneCA;

    private Dictionary<string, string> FieldsAfter(IReadOnlyDictionary<string, string> before)
    {
        Dictionary<string, string> fields = new(before);
        foreach ((string name, string value) in Fields)
        {
            fields.Remove(name);
            if (value.Length > 0)
            {
                fields.Add(name, value);
            }
        }

        return fields;
    }

    private static Cell Without(Cell cell, CellPart part) => part switch
    {
        CellPart.Electrolyte => cell with { Electrolyte = "" },
        CellPart.CounterElectrode => cell with { CounterElectrode = "" },
        CellPart.Operator => cell with { Operator = "" },
        CellPart.Made => cell with { Made = null },
        _ => cell with { Metadata = Without(cell.Metadata, part) },
    };

    private static CellMetadata Without(CellMetadata cell, CellPart part) => part switch
    {
        CellPart.Electrode => cell with { Electrode = ElectrodeKind.Unknown },
        CellPart.Order => cell with { OrderOverride = CycleOrder.Auto },
        CellPart.ActiveMassMg => cell with { ActiveMassMg = null },
        CellPart.AreaCm2 => cell with { AreaCm2 = null },
        CellPart.LoadingMgPerCm2 => cell with { LoadingMgPerCm2 = null },
        CellPart.OneCMilliampPerG => cell with { OneCMilliampPerG = null },
        CellPart.NominalAh => cell with { NominalAh = null },
        CellPart.ReferenceCycle => cell with { ReferenceCycle = null },
        CellPart.ReferenceCRate => cell with { ReferenceCRate = null },
        CellPart.Cohort => cell with { Cohort = "" },
        _ => cell,
    };
}
