using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using EdgeLogger.Results.Quantities;
using EdgeLogger.Web.Api;
using EdgeLogger.Web.Components.Cell;

namespace EdgeLogger.Web.Tests;

/// <summary>The API and the page have the names of the lists of quantities (docs/specs/results.md).</summary>
public sealed class ApiNameTests
{
    [Fact]
    public void A_cycles_members_are_names_of_the_list_in_camel_case() =>
        Assert.Empty(Members(typeof(CycleJson)).Except(Plain(CycleQuantities.All)));

    [Fact]
    public void What_a_cell_measures_has_the_names_of_the_list_in_camel_case() =>
        Assert.Empty(Plain([.. SampleQuantities.Measured, SampleQuantities.Cell, SampleQuantities.Time])
            .Except(Members(typeof(CellJson))));

    [Fact]
    public void Every_quantity_of_the_page_is_of_the_list_and_has_a_name_for_people() =>
        Assert.All(CycleQuantity.All.Concat(CycleQuantity.Table), quantity =>
    {
        Assert.Contains(quantity.Of, CycleQuantities.All);
        Assert.NotEmpty(quantity.Name);
    });

    [Fact]
    public void An_address_names_a_quantity_as_the_list_does() =>
        Assert.All(CycleQuantity.All, quantity => Assert.Same(quantity, CycleQuantity.Named(quantity.Of.Name)));

    private static IEnumerable<string> Members(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name.ToUpperInvariant());

    private static IEnumerable<string> Plain(IEnumerable<Quantity> list) =>
        list.Select(quantity => quantity.Name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant());
}
