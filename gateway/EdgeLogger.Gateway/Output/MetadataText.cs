using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Gateway.Output;

/// <summary>What is known of a cell in words. Each quantity has the name of the option that sets it.</summary>
internal static class MetadataText
{
    private static readonly (string Name, Func<CellMetadata, string?> Text, CellPart Part)[] Quantities =
    [
        ("electrode", cell => Electrode(cell.Electrode), CellPart.Electrode),
        ("order", cell => Order(cell.OrderOverride), CellPart.Order),
        ("mass-mg", cell => Number(cell.ActiveMassMg), CellPart.ActiveMassMg),
        ("area-cm2", cell => Number(cell.AreaCm2), CellPart.AreaCm2),
        ("loading-mg-cm2", cell => Number(cell.LoadingMgPerCm2), CellPart.LoadingMgPerCm2),
        ("one-c-ma-g", cell => Number(cell.OneCMilliampPerG), CellPart.OneCMilliampPerG),
        ("nominal-ah", cell => Number(cell.NominalAh), CellPart.NominalAh),
        ("reference-cycle", cell => Number(cell.ReferenceCycle), CellPart.ReferenceCycle),
        ("reference-c-rate", cell => Number(cell.ReferenceCRate), CellPart.ReferenceCRate),
        ("cohort", cell => cell.Cohort.Length > 0 ? cell.Cohort : null, CellPart.Cohort),
    ];

    /// <summary>The names, in the order in which they are shown.</summary>
    public static IEnumerable<string> Names => Quantities.Select(quantity => quantity.Name);

    /// <summary>What is known, name and value; what is not known is left out.</summary>
    public static IEnumerable<(string Name, string Text)> Known(CellMetadata cell) =>
        from quantity in Quantities
        let text = quantity.Text(cell)
        where text is not null
        select (quantity.Name, text);

    /// <summary>What a change has changed: "mass-mg 6 -> 6.1".</summary>
    public static string Difference(CellMetadata before, CellMetadata after) => string.Join(", ",
        from quantity in Quantities
        let was = quantity.Text(before)
        let now = quantity.Text(after)
        where was != now
        select was is null ? $"{quantity.Name} {now}" : $"{quantity.Name} {was} -> {now ?? "not known"}");

    /// <summary>The quantity of a name; null if there is none of that name.</summary>
    public static CellPart? PartOf(string name) =>
        Quantities.Where(quantity => quantity.Name == name).Select(quantity => (CellPart?)quantity.Part).SingleOrDefault();

    // Without an exponent where that can be: 0.000033 and not 3.3E-05.
    private static string? Number(double? value) => value is > 1e-15 and < 1e15
        ? decimal.Parse(value.Value.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)
            .ToString("0.##############################", CultureInfo.InvariantCulture)
        : value?.ToString(CultureInfo.InvariantCulture);

    private static string? Electrode(ElectrodeKind kind) => kind switch
    {
        ElectrodeKind.FullCell => "full",
        ElectrodeKind.CathodeHalfCell => "cathode",
        ElectrodeKind.AnodeHalfCell => "anode",
        _ => null,
    };

    private static string? Order(CycleOrder order) => order switch
    {
        CycleOrder.ChargeFirst => "charge-first",
        CycleOrder.DischargeFirst => "discharge-first",
        _ => null,
    };
}
