using System;
using System.Linq;
using EdgeLogger.Hardware.Budget;

namespace EdgeLogger.Hardware.Tests.Budget;

public class BudgetTests
{
    private static readonly BudgetConditions s_room = new();

    [Fact]
    public void What_scales_both_halves_alike_is_in_a_charge_and_not_in_an_efficiency()
    {
        CycleBudgets budgets = new(Grade.Typical, s_room);
        Assert.Contains(budgets.Charge(TestCycle.Slow).Terms, term => term.Name == "calibrator");
        Assert.DoesNotContain(budgets.Efficiency(TestCycle.Slow).Terms, term => term.Name is "calibrator"
            or "clock of the board");
    }

    [Fact]
    public void An_offset_of_30_nA_is_a_thousandth_of_the_efficiency_at_a_twentieth_C()
    {
        // The rule of thumb of docs/specs/cycles: both halves shift, by 30 nA in 60 uA each.
        double shift = 2 * 30e-9 / TestCycle.Slow.CurrentA;
        Assert.Equal(1e-3, shift, 1e-6);
    }

    [Fact]
    public void A_steady_room_is_better_and_a_limit_grade_is_worse()
    {
        double usual = new CycleBudgets(Grade.Typical, s_room).Efficiency(TestCycle.Slow).Standard;
        double steady = new CycleBudgets(Grade.Typical, s_room with { SwingK = 0.1, MeanOffK = 0.05 })
            .Efficiency(TestCycle.Slow).Standard;
        double limit = new CycleBudgets(Grade.Limit, s_room).Efficiency(TestCycle.Slow).Standard;
        Assert.True(steady < usual / 3, $"steady {steady}, usual {usual}");
        Assert.True(limit > usual, $"limit {limit}, usual {usual}");
    }

    [Fact]
    public void A_swing_averaged_over_whole_days_leaves_the_mean_temperature_only()
    {
        DailySwing swing = new(s_room);
        Assert.Equal(s_room.MeanOffK, swing.Mean(1000, 1000 + (2 * s_room.DayS)), 1e-9);
        Assert.Equal(Math.Sqrt(0.5 + (s_room.MeanOffK * s_room.MeanOffK)), swing.Mean(1000, 1001), 1e-6);
    }

    [Fact]
    public void A_combined_uncertainty_is_the_root_of_the_sum_of_squares_and_counts_what_no_bench_can_show()
    {
        UncertaintyBudget budget = new("x", "V", [new Term("a", 3), new Term("b", 4), new Term("c", 12, OnBench: false)]);
        Assert.Equal(13, budget.Standard, 1e-12);
        Assert.Equal(26, budget.Expanded, 1e-12);
        Assert.Equal(5, budget.OnBench, 1e-12);
    }

    [Fact]
    public void Every_budget_has_terms_in_falling_order()
    {
        CycleBudgets cycles = new(Grade.Limit, s_room);
        ReadingBudgets readings = new(Grade.Limit, s_room);
        UncertaintyBudget[] all =
        [
            readings.Voltage(3.7), readings.Current(60e-6), readings.Temperature(), readings.Pressure(60),
            cycles.Charge(TestCycle.Fast),
            cycles.Efficiency(TestCycle.Fast), cycles.MeanVoltage(TestCycle.Fast), cycles.Decay(TestCycle.Fast, 50),
        ];
        foreach (UncertaintyBudget budget in all)
        {
            Assert.NotEmpty(budget.Terms);
            Assert.Equal(budget.Terms.OrderByDescending(term => term.Standard), budget.Terms);
            Assert.True(double.IsFinite(budget.Standard) && budget.Standard > 0, budget.Quantity);
        }
    }
}
