using System.Collections.Generic;
using EdgeLogger.Hardware.Budget;
using EdgeLogger.VirtualBench.Accuracy;

namespace EdgeLogger.Hardware.Tests.Budget;

/// <summary>The short form of <c>edgelogger verify budget</c>.</summary>
public class PredictedBesideMeasuredTests
{
    private const ulong Seed = 1;

    [Fact]
    public void Single_rows_are_as_uncertain_as_the_budget_says() =>
        Holds(new BudgetComparison(40, Seed).Readings(TestContext.Current.CancellationToken));

    [Fact]
    [Trait("verify", "measurement")]
    public void A_cycle_at_a_twentieth_of_the_capacity_an_hour_is_as_uncertain_as_the_budget_says() =>
        Holds(new BudgetComparison(8, Seed).Cycle(TestCycle.Slow, TestContext.Current.CancellationToken));

    [Fact]
    public void A_cycle_at_the_capacity_an_hour_is_as_uncertain_as_the_budget_says() =>
        Holds(new BudgetComparison(20, Seed).Cycle(TestCycle.Fast, TestContext.Current.CancellationToken));

    [Fact]
    [Trait("verify", "measurement")]
    public void Voltage_decay_is_as_uncertain_as_the_budget_says() =>
        Holds([new BudgetComparison(8, Seed).Decay(TestCycle.Fast, TestContext.Current.CancellationToken)]);

    private static void Holds(IReadOnlyList<BudgetRow> rows)
    {
        foreach (BudgetRow row in rows)
        {
            string line = $"{row.Predicted.Quantity}: predicted {row.Predicted.OnBench:G3}, measured "
                + $"{row.Measured:G3} {row.Predicted.Unit}, "
                + $"{row.ShareWithin:P0} within {row.Predicted.Expanded:G3}, seed {Seed}";
            TestContext.Current.TestOutputHelper?.WriteLine(line);
            Assert.True(row.Passes, line);
        }
    }
}
