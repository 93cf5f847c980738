using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Results.Tests.Quantities;

/// <summary>How quantities are named.</summary>
public sealed partial class QuantityNameTests
{
    [Fact]
    public void A_name_is_snake_case_with_its_unit_last()
    {
        Assert.All(EveryQuantity.All, quantity =>
        {
            Assert.Matches(SnakePattern(), quantity.Name);
            if (quantity.Unit.Length > 0)
            {
                Assert.EndsWith("_" + Suffix(quantity.Unit), quantity.Name, StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public void A_meaning_is_one_sentence() => Assert.All(EveryQuantity.All, quantity =>
    {
        Assert.EndsWith(".", quantity.Meaning, StringComparison.Ordinal);
        Assert.DoesNotContain(". ", quantity.Meaning, StringComparison.Ordinal);
    });

    [Fact]
    public void No_list_has_a_name_twice()
    {
        IEnumerable<Quantity>[] lists =
            [SampleQuantities.All, HalfQuantities.All, CycleQuantities.All, StepQuantities.All, TrendQuantities.All,
                TrendQuantities.OfPeak, NoteQuantities.All];
        Assert.All(lists, list =>
        {
            string[] names = [.. list.SelectMany(quantity => new[] { quantity.Name, quantity.JsonAlias })
                .Where(name => name.Length > 0)];
            Assert.Equal(names, names.Distinct());
        });
    }

    [Fact]
    public void The_same_name_has_the_same_unit_in_every_list() => Assert.All(
        EveryQuantity.All.GroupBy(quantity => quantity.Name), same =>
        Assert.Single(same.Select(quantity => quantity.Unit).Distinct()));

    // V/s is v_per_s, 1/h is per_h, mV per cycle is mv_per_cycle.
    private static string Suffix(string unit) => unit.ToLowerInvariant().Replace("1/", "per_", StringComparison.Ordinal)
        .Replace("/", "_per_", StringComparison.Ordinal)
        .Replace("1 per", "per", StringComparison.Ordinal).Replace(' ', '_');

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex SnakePattern();
}
