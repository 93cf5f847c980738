using System;
using System.Collections.Generic;
using System.Globalization;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Cycles.Trends;

namespace EdgeLogger.Cycles.Tests;

public sealed class PlainRetentionTests
{
    [Fact]
    public void A_dead_cell_stays_dead_when_its_decline_changes_its_signature()
    {
        CellTrends trends = new(new TrendOptions());
        for (int n = 1; n <= 100; n++)
        {
            trends.Add(Cycle(n, 0.5, 1 - (0.001 * n)));
        }

        Cycle dead = Cycle(101, 0.1, 0.0014, "2.00-4.55");
        Cycle still = Cycle(102, 0.1, 0.0014, "2.00-4.55");
        trends.Add(dead);
        trends.Add(still);
        Assert.Equal(1, trends.Latest!.Retention);
        Assert.Equal(0.0014 / 0.996, trends.Reference!.RetentionOf(still)!.Value, 12);
        Assert.Equal(4, trends.Reference!.CycleNumber);
    }

    [Fact]
    public void The_reference_is_the_first_cycle_after_the_third_at_the_commonest_rate_of_the_first_twenty()
    {
        // Formation at C/20, four rates of three cycles each, then ageing at C/2 which is commonest only from the 18th on.
        double[] rates =
            [0.05, 0.05, 0.05, 0.1, 0.1, 0.1, 0.2, 0.2, 0.2, 1, 1, 1, 0.1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5];
        CellTrends trends = new(new TrendOptions());
        List<(int?, bool?)> references = [];
        for (int n = 1; n <= rates.Length; n++)
        {
            trends.Add(Cycle(n, rates[n - 1], 1));
            references.Add((trends.Reference?.CycleNumber, trends.Reference?.IsFinal));
        }

        Assert.Equal((null, null), references[2]);
        Assert.Equal((4, false), references[3]);
        Assert.Equal((4, false), references[12]);
        Assert.Equal((14, false), references[18]);
        Assert.Equal((14, true), references[19]);
        Assert.Equal(0.5, trends.Reference!.CRate);
        for (int n = 21; n <= 200; n++)
        {
            trends.Add(Cycle(n, 0.1, 1));
        }

        Assert.Equal((14, true), (trends.Reference!.CycleNumber, trends.Reference.IsFinal));
    }

    [Fact]
    public void A_flagged_cycle_stands_in_only_where_no_other_comes_in_time()
    {
        CellTrends late = new(new TrendOptions());
        CellTrends never = new(new TrendOptions());
        for (int n = 1; n <= 40; n++)
        {
            late.Add(Cycle(n, 1, 1, flags: n < 15 ? QualityFlags.Gap : QualityFlags.None));
            never.Add(Cycle(n, 1, 1, flags: n < 30 ? QualityFlags.CoarseCurrent : QualityFlags.None));
        }

        Assert.Equal(new RetentionReference(15, 1, 1, QualityFlags.None, true), late.Reference);
        Assert.Equal(new RetentionReference(4, 1, 1, QualityFlags.CoarseCurrent, true), never.Reference);
    }

    [Fact]
    public void Rate_and_cycle_of_the_reference_can_be_chosen()
    {
        CellTrends byRate = new(new TrendOptions { ReferenceCRate = 0.11 });
        CellTrends byCycle = new(new TrendOptions { ReferenceCycle = 2 });
        CellTrends partial = new(new TrendOptions { ReferenceCycle = 7 });
        for (int n = 1; n <= 30; n++)
        {
            Cycle cycle = Cycle(n, n % 10 == 0 ? 0.1 : 1, 1 - (0.01 * n), isPartial: n == 7);
            byRate.Add(cycle);
            byCycle.Add(cycle);
            partial.Add(cycle);
        }

        Assert.Equal((10, 0.9, 0.1, true), Parts(byRate.Reference!));
        Assert.Equal((2, 0.98, 1.0, true), Parts(byCycle.Reference!));
        Assert.Null(partial.Reference);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CellTrends(new TrendOptions { ReferenceCycle = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CellTrends(new TrendOptions { ReferenceCRate = double.NaN }));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(5, null)]
    [InlineData(null, 0.2)]
    public void A_saved_reference_goes_on_as_if_nothing_had_been_between(int? cycle, double? rate)
    {
        int seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        Random random = new(seed);
        TrendOptions options = new() { ReferenceCycle = cycle, ReferenceCRate = rate };
        CellTrends straight = new(options);
        CellTrends cut = new(options);
        double[] rates = [0.05, 0.1, 0.2, 0.5, 1];
        for (int n = 1; n <= 60; n++)
        {
            QualityFlags flags = random.Next(3) == 0 ? QualityFlags.Gap : QualityFlags.None;
            double atRate = rates[random.Next(rates.Length)];
            Cycle next = Cycle(n, atRate, random.NextDouble(), flags: flags, isPartial: random.Next(5) == 0);
            straight.Add(next);
            cut.Add(next);
            cut = CellTrends.Restore(options, cut.Save());
            Assert.Equal(straight.Reference, cut.Reference);
        }

        Assert.Equal(straight.Save(), cut.Save());
    }

    [Fact]
    public void A_partial_or_provisional_cycle_has_no_retention()
    {
        RetentionReference reference = new(4, 1, 1, QualityFlags.None, true);
        Assert.Null(reference.RetentionOf(Cycle(9, 1, 0.5, isPartial: true)));
        Assert.Null(reference.RetentionOf(Cycle(9, 1, 0.5) with { Provisional = true }));
        Assert.Equal(0.5, reference.RetentionOf(Cycle(9, 1, 0.5)));
    }

    private static (int, double, double?, bool) Parts(RetentionReference reference) =>
        (reference.CycleNumber, Math.Round(reference.Ah, 12), reference.CRate, reference.IsFinal);

    private static Cycle Cycle(int number, double rate, double ah, string window = "2.00-4.60",
        QualityFlags flags = QualityFlags.None, bool isPartial = false) => new()
        {
            Number = number,
            Charge = MadeHalf.Of(Direction.Charge, ah + 0.01),
            Discharge = MadeHalf.Of(Direction.Discharge, ah),
            Order = CycleOrder.ChargeFirst,
            Partial = isPartial,
            Provisional = false,
            CoulombicEfficiency = null,
            EnergyEfficiency = null,
            Signature = string.Create(CultureInfo.InvariantCulture, $"C{rate}-D{rate}|{window}|cc"),
            Flags = flags,
        };
}
