using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Web.Api.Book;

/// <summary>A cell of the book. What is not known is null or empty.</summary>
/// <param name="Id">Its id, 16 hexadecimal digits.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsUnnamed">The gateway has made it for rows of a slot, and nobody has named it yet.</param>
/// <param name="ActiveMassMg">Mass of active material, mg.</param>
/// <param name="AreaCm2">Electrode area, cm2.</param>
/// <param name="LoadingMgPerCm2">Active material per area, mg/cm2.</param>
/// <param name="OneCMilliampPerG">Specific current of 1C, mA/g.</param>
/// <param name="NominalAh">Nominal capacity, Ah.</param>
/// <param name="ReferenceCycle">The cycle that plain retention is counted from; null: it is found.</param>
/// <param name="ReferenceCRate">The rate at which its reference is taken; null: the commonest.</param>
/// <param name="Electrode">What the two electrodes are.</param>
/// <param name="Order">Which half of a cycle comes first; auto: as the electrodes say.</param>
/// <param name="Cohort">The cohort.</param>
/// <param name="Electrolyte">The electrolyte.</param>
/// <param name="CounterElectrode">What it is measured against.</param>
/// <param name="Operator">Who made it or is asked about it.</param>
/// <param name="Made">The day on which it was made.</param>
/// <param name="Fields">Fields of the lab's own.</param>
public sealed record BookCellJson(
    string Id, string Name, bool IsUnnamed, double? ActiveMassMg, double? AreaCm2, double? LoadingMgPerCm2,
    double? OneCMilliampPerG, double? NominalAh, int? ReferenceCycle, double? ReferenceCRate,
    [property: JsonConverter(typeof(CamelWords<ElectrodeKind>))] ElectrodeKind Electrode,
    [property: JsonConverter(typeof(CamelWords<CycleOrder>))] CycleOrder Order,
    string Cohort, string Electrolyte, string CounterElectrode, string Operator, DateOnly? Made,
    IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Takes what a program may see of a cell.</summary>
    public static BookCellJson Of(Cell cell) => new(
        HexId.Of(cell.Id), cell.Name.Text, cell.IsUnnamed, cell.Metadata.ActiveMassMg, cell.Metadata.AreaCm2,
        cell.Metadata.LoadingMgPerCm2, cell.Metadata.OneCMilliampPerG, cell.Metadata.NominalAh,
        cell.Metadata.ReferenceCycle, cell.Metadata.ReferenceCRate, cell.Metadata.Electrode,
        cell.Metadata.OrderOverride, cell.Metadata.Cohort, cell.Electrolyte, cell.CounterElectrode, cell.Operator, cell.Made,
        cell.Fields);
}

/// <summary>Cells of the book.</summary>
/// <param name="Cells">The cells: in the order of their names, or what a search has found, the best first.</param>
/// <param name="After">Ask with this for those after them; null: there are no more.</param>
public sealed record BookCellsJson(IReadOnlyList<BookCellJson> Cells, string? After);
