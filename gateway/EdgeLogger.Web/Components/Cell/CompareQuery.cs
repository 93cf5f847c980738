using System;
using System.Collections.Generic;
using EdgeLogger.Web.Finding;
using Microsoft.AspNetCore.WebUtilities;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>What is compared, as the address holds it.</summary>
/// <param name="Tests">The tests.</param>
/// <param name="Cohort">The cohort whose band is drawn; empty: none.</param>
/// <param name="Quantity">What is compared.</param>
public sealed record CompareQuery(IReadOnlyList<TestReference> Tests, string Cohort, CycleQuantity Quantity)
{
    /// <summary>The most lines that can be distinguished.</summary>
    public const int MostTests = 12;

    private const string Key = "tests";

    /// <summary>Reads it from an address.</summary>
    public static CompareQuery Of(Uri address)
    {
        var query = QueryHelpers.ParseQuery(address.Query);
        string Text(string name) => query.TryGetValue(name, out var value) ? value.ToString() : "";
        return new CompareQuery(TestList.Read(query, Key, MostTests), Text("cohort"), CycleQuantity.Named(Text("quantity")));
    }

    /// <summary>The address that compares tests by a quantity.</summary>
    public static string AddressOf(IEnumerable<TestReference> tests, CycleQuantity quantity) =>
        new CompareQuery([.. tests], "", quantity).Address();

    /// <summary>The address of this comparison.</summary>
    public string Address()
    {
        List<string> parts = [.. TestList.Parts(Key, Tests)];
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
