using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cycles.Model;
using Said = EdgeLogger.Cells.Model.CellFacts;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>What is known of a cell as a person edits it, and how it is shown.</summary>
internal sealed class MetadataForm
{
    private static readonly (string Name, Func<CellMetadata, string> Text)[] Quantities =
    [
        ("active mass", cell => Number(cell.ActiveMassMg, "mg")),
        ("area", cell => Number(cell.AreaCm2, "cm\u00b2")),
        ("loading", cell => Number(cell.LoadingMgPerCm2, "mg/cm\u00b2")),
        ("1C", cell => Number(cell.OneCMilliampPerG, "mA/g")),
        ("nominal capacity", cell => Number(1000 * cell.NominalAh, "mAh")),
        ("reference cycle", cell => Number(cell.ReferenceCycle, "").Trim()),
        ("reference rate", cell => Number(cell.ReferenceCRate, "C")),
        ("electrodes", cell => CellWords.Of(cell.Electrode)),
        ("order", cell => CellWords.Of(cell.OrderOverride)),
        ("cohort", cell => cell.Cohort),
    ];

    /// <summary>Mass of active material, mg.</summary>
    public double? ActiveMassMg { get; set; }

    /// <summary>Electrode area, cm2.</summary>
    public double? AreaCm2 { get; set; }

    /// <summary>Active material per area, mg/cm2.</summary>
    public double? LoadingMgPerCm2 { get; set; }

    /// <summary>Specific current of 1C, mA/g.</summary>
    public double? OneCMilliampPerG { get; set; }

    /// <summary>Nominal capacity, mAh.</summary>
    public double? NominalMilliampHours { get; set; }

    /// <summary>The cycle that plain retention is counted from, from 1.</summary>
    public int? ReferenceCycle { get; set; }

    /// <summary>The rate at which plain retention's reference is taken, 1 is 1C.</summary>
    public double? ReferenceCRate { get; set; }

    /// <summary>What the electrodes are.</summary>
    public ElectrodeKind Electrode { get; set; }

    /// <summary>Which half comes first.</summary>
    public CycleOrder Order { get; set; }

    /// <summary>The cohort.</summary>
    public string Cohort { get; set; } = "";

    /// <summary>A mass that is asked about is meant as it is.</summary>
    public bool MassIsRight { get; set; }

    /// <summary>Why it is changed; where nothing is changed, a note on the cell.</summary>
    public string Note { get; set; } = "";

    /// <summary>A form filled with what is known.</summary>
    public static MetadataForm Of(CellMetadata cell) => new()
    {
        ActiveMassMg = cell.ActiveMassMg,
        AreaCm2 = cell.AreaCm2,
        LoadingMgPerCm2 = cell.LoadingMgPerCm2,
        OneCMilliampPerG = cell.OneCMilliampPerG,
        NominalMilliampHours = 1000 * cell.NominalAh,
        ReferenceCycle = cell.ReferenceCycle,
        ReferenceCRate = cell.ReferenceCRate,
        Electrode = cell.Electrode,
        Order = cell.OrderOverride,
        Cohort = cell.Cohort,
    };

    /// <summary>Why it cannot be saved so, in words; null if it can.</summary>
    public string? Problem()
    {
        (string Name, double? Value)[] amounts =
        [
            ("The active mass", ActiveMassMg), ("The area", AreaCm2), ("The loading", LoadingMgPerCm2), ("1C", OneCMilliampPerG),
            ("The nominal capacity", NominalMilliampHours), ("The reference cycle", ReferenceCycle),
            ("The reference rate", ReferenceCRate),
        ];
        string? wrong = amounts.Where(amount => amount.Value is { } value && !(value > 0 && double.IsFinite(value)))
            .Select(amount => amount.Name).FirstOrDefault();
        return wrong is not null ? $"{wrong} must be above zero, or empty where it is not known." : null;
    }

    /// <summary>What is said by this form of a cell, as a command says it.</summary>
    /// <param name="known">What the form was filled with.</param>
    public Said Facts(CellMetadata known) => new()
    {
        // What is known already is not asked about again.
        ActiveMassMg = ActiveMassMg == known.ActiveMassMg ? null : ActiveMassMg,
        MassIsRight = MassIsRight,
        MassIsRightBy = CellWords.MassIsRightBy,
        AreaCm2 = AreaCm2,
        LoadingMgPerCm2 = LoadingMgPerCm2,
        OneCMilliampPerG = OneCMilliampPerG,
        NominalAh = NominalMilliampHours / 1000,
        ReferenceCycle = ReferenceCycle,
        ReferenceCRate = ReferenceCRate,
        Electrode = Electrode,
        Order = Order,
        Cohort = Cohort.Trim(),
        Unset = [.. Empty],
    };

    private IEnumerable<CellPart> Empty => new (CellPart Part, double? Value)[]
    {
        (CellPart.ActiveMassMg, ActiveMassMg), (CellPart.AreaCm2, AreaCm2), (CellPart.LoadingMgPerCm2, LoadingMgPerCm2),
        (CellPart.OneCMilliampPerG, OneCMilliampPerG), (CellPart.NominalAh, NominalMilliampHours),
        (CellPart.ReferenceCycle, ReferenceCycle), (CellPart.ReferenceCRate, ReferenceCRate),
    }.Where(one => one.Value is null).Select(one => one.Part);

    /// <summary>A change in words: who, what was and what is, and why.</summary>
    public static string Describe(CellMetadata before, CellChange change) =>
        $"{change.Author.By}: "
        + $"{Difference(before, change.Metadata)}{(change.Author.Why.Length > 0 ? $" ({change.Author.Why})" : "")}";

    /// <summary>What differs, in words.</summary>
    public static string Difference(CellMetadata before, CellMetadata after) => string.Join("; ",
        from quantity in Quantities
        let was = quantity.Text(before)
        let now = quantity.Text(after)
        where was != now
        select was.Length == 0 ? $"{quantity.Name} {now}" : $"{quantity.Name} {was} \u2192 "
        + $"{(now.Length > 0 ? now : "not known")}");

    private static string Number(double? value, string unit) =>
        value is { } known ? $"{known.ToString("G12", CultureInfo.InvariantCulture)} {unit}" : "";
}
