using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.AspNetCore.WebUtilities;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>What is compared, as the address holds it.</summary>
/// <param name="Cells">The cells, BOARD/SLOT.</param>
/// <param name="Cohort">The cohort whose band is drawn; empty: none.</param>
/// <param name="Quantity">What is compared.</param>
public sealed record CompareQuery(IReadOnlyList<string> Cells, string Cohort, CycleQuantity Quantity)
{
    /// <summary>The most lines that can be distinguished.</summary>
    public const int MostCells = 12;

    /// <summary>Reads it from an address.</summary>
    public static CompareQuery Of(Uri address)
    {
        var query = QueryHelpers.ParseQuery(address.Query);
        string Text(string name) => query.TryGetValue(name, out var value) ? value.ToString() : "";
        string[] cells = [.. Text("cells").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct().Take(MostCells)];
        return new CompareQuery(cells, Text("cohort"), CycleQuantity.Named(Text("quantity")));
    }

    /// <summary>The address that compares cells by a quantity.</summary>
    public static string AddressOf(IEnumerable<string> cells, CycleQuantity quantity) =>
        new CompareQuery([.. cells], "", quantity).Address();

    /// <summary>The address of this comparison.</summary>
    public string Address()
    {
        List<string> parts = [];
        if (Cells.Count > 0)
        {
            parts.Add("cells=" + string.Join(',', Cells.Select(CellQuery.Escaped)));
        }

        if (Cohort.Length > 0)
        {
            parts.Add("cohort=" + Uri.EscapeDataString(Cohort));
        }

        if (Quantity != CycleQuantity.All[0])
        {
            parts.Add("quantity=" + Quantity.Key);
        }

        return "/compare" + (parts.Count > 0 ? "?" : "") + string.Join('&', parts);
    }
}
