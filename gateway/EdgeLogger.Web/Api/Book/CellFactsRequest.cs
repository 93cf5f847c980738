using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Web.Api.Book;

/// <summary>What is said of a cell. What is left out stays as it was.</summary>
public abstract record CellFactsRequest
{
    /// <summary>Mass of active material, mg. Above 1000 mg it is asked about.</summary>
    public double? ActiveMassMg { get; init; }

    /// <summary>A mass above 1000 mg is meant as it is.</summary>
    public bool MassIsRight { get; init; }

    /// <summary>Electrode area, cm2.</summary>
    public double? AreaCm2 { get; init; }

    /// <summary>Active material per area, mg/cm2: stands in for mass or area.</summary>
    public double? LoadingMgPerCm2 { get; init; }

    /// <summary>Specific current of 1C, mA/g.</summary>
    public double? OneCMilliampPerG { get; init; }

    /// <summary>Nominal capacity, Ah.</summary>
    public double? NominalAh { get; init; }

    /// <summary>The cycle that plain retention is counted from, from 1.</summary>
    public int? ReferenceCycle { get; init; }

    /// <summary>The rate of discharge at which plain retention's reference is taken.</summary>
    public double? ReferenceCRate { get; init; }

    /// <summary>What the two electrodes are.</summary>
    [JsonConverter(typeof(CamelWords<ElectrodeKind>))]
    public ElectrodeKind? Electrode { get; init; }

    /// <summary>Which half of a cycle comes first; auto: as the electrodes say.</summary>
    [JsonConverter(typeof(CamelWords<CycleOrder>))]
    public CycleOrder? Order { get; init; }

    /// <summary>The cohort.</summary>
    public string? Cohort { get; init; }

    /// <summary>The electrolyte.</summary>
    public string? Electrolyte { get; init; }

    /// <summary>What it is measured against.</summary>
    public string? CounterElectrode { get; init; }

    /// <summary>Who made it or is asked about it.</summary>
    public string? Operator { get; init; }

    /// <summary>The day on which it was made, as 2026-06-30.</summary>
    public DateOnly? Made { get; init; }

    /// <summary>Fields of the lab's own; null removes one, others stay.</summary>
    public IReadOnlyDictionary<string, string?>? Fields { get; init; }

    internal CellFacts Facts => new()
    {
        ActiveMassMg = ActiveMassMg,
        MassIsRight = MassIsRight,
        MassIsRightBy = "massIsRight: true",
        AreaCm2 = AreaCm2,
        LoadingMgPerCm2 = LoadingMgPerCm2,
        OneCMilliampPerG = OneCMilliampPerG,
        NominalAh = NominalAh,
        ReferenceCycle = ReferenceCycle,
        ReferenceCRate = ReferenceCRate,
        Electrode = Electrode,
        Order = Order,
        Cohort = Cohort,
        Electrolyte = Electrolyte,
        CounterElectrode = CounterElectrode,
        Operator = Operator,
        Made = Made,
        Fields = Fields?.ToDictionary(one => one.Key, one => one.Value ?? "") ?? [],
    };
}
