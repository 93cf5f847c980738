using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Web.Components.Cell;

namespace EdgeLogger.Web.Tests;

/// <summary>The table of a cell's cycles: an address says what it shows.</summary>
public sealed class CyclePageTests
{
    private const string Test = "/tests/WJK-0412/2";
    private static readonly CellMetadata Metadata = new();

    [Fact]
    public void The_newest_cycles_come_first_and_older_ones_on_later_pages()
    {
        IReadOnlyList<CyclePoint> points = Points(60, _ => 1);
        Assert.Equal(Enumerable.Range(36, 25).Reverse(), Shown(points, ""));
        Assert.Equal(Enumerable.Range(1, 10).Reverse(), Shown(points, "page=3"));
        // A page that is not there any more, after a rebuild with fewer cycles, is the last one.
        Assert.Equal(Shown(points, "page=3"), Shown(points, "page=99"));
        Assert.Equal(Enumerable.Range(1, 25), Shown(points, "order=asc"));
    }

    [Fact]
    public void Pages_sorted_by_a_quantity_show_every_cycle_once_in_its_order_and_those_without_a_value_last() =>
        Gen.Select(Gen.Double[-1, 1].Array[1, 80], Gen.Bool).Sample((values, isAscending) =>
        {
            IReadOnlyList<CyclePoint> points = Points(values.Length, at => at % 5 == 0 ? null : Math.Round(values[at], 1));
            CellQuery query = Query($"sort={CycleQuantity.CoulombicEfficiency.Key}{(isAscending ? "&order=asc" : "")}");
            List<CyclePoint> all = [];
            CyclePage page;
            for (int at = 1; (page = CyclePage.Of(points, Metadata, query with { Page = at })).Page == at; at++)
            {
                all.AddRange(page.Points);
            }

            Assert.Equal(points.Select(point => point.Number), all.Select(point => point.Number).Order());
            Assert.Equal(points.Count(point => point.CoulombicEfficiency is null), all.AsEnumerable().Reverse()
                .TakeWhile(point => point.CoulombicEfficiency is null).Count());
            double[] shown = [.. all.Select(point => point.CoulombicEfficiency).OfType<double>()];
            Assert.Equal(isAscending ? shown.Order() : shown.OrderDescending(), shown);
        });

    [Theory]
    [InlineData("tab=table&sort=coulombic_efficiency&order=asc&page=4")]
    [InlineData("tab=table&page=2")]
    [InlineData("tab=table&order=asc")]
    public void An_address_of_the_table_says_all_that_it_shows(string query) =>
        Assert.Equal($"{Test}?{query}", Query(query).AddressOf(Test));

    [Theory]
    [InlineData("tab=table&sort=nothing")]
    [InlineData("tab=table&page=-3")]
    [InlineData("tab=table&page=99999999999")]
    public void What_cannot_be_read_is_as_if_it_were_not_there(string query) =>
        Assert.Equal($"{Test}?tab=table", Query(query).AddressOf(Test));

    private static CellQuery Query(string query) => CellQuery.Of(new Uri($"http://localhost{Test}?{query}"));

    private static IEnumerable<int> Shown(IReadOnlyList<CyclePoint> points, string query) =>
        CyclePage.Of(points, Metadata, Query(query)).Points.Select(point => point.Number);

    private static IReadOnlyList<CyclePoint> Points(int count, Func<int, double?> efficiency) =>
        [.. Enumerable.Range(0, count).Select(at => Point(at + 1, efficiency(at)))];

    private static CyclePoint Point(int number, double? efficiency) => new()
    {
        Number = number,
        StartS = number - 1,
        EndS = number,
        ChargeCapacityAh = null,
        DischargeCapacityAh = null,
        CoulombicEfficiency = efficiency,
        CoulombicEfficiencyLow = null,
        CoulombicEfficiencyHigh = null,
        EnergyEfficiency = null,
        MeanChargeVoltageV = null,
        MeanDischargeVoltageV = null,
        PolarisationV = null,
        ResistanceOhm = null,
        BreathingMpa = null,
        PressureMpa = null,
        Retention = null,
        PlainRetention = null,
        Signature = "",
        Notes = "",
    };
}
