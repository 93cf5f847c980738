using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace EdgeLogger.Hardware.Budget;

/// <summary>All budgets in the default conditions, as CSV: hardware/error-budget.csv.</summary>
public static class BudgetTable
{
    /// <summary>Budgets of one grade.</summary>
    public static IReadOnlyList<UncertaintyBudget> All(Grade grade)
    {
        BudgetConditions room = new();
        ReadingBudgets readings = new(grade, room);
        CycleBudgets cycles = new(grade, room);
        return
        [
            readings.Voltage(3.7), readings.Current(TestCycle.Slow.CurrentA), readings.Current(-TestCycle.Fast.CurrentA),
            readings.Temperature(),
            readings.Pressure(60), cycles.Charge(TestCycle.Slow), cycles.Efficiency(TestCycle.Slow),
            cycles.MeanVoltage(TestCycle.Slow),
            cycles.Decay(TestCycle.Slow, 20), cycles.Charge(TestCycle.Fast), cycles.Efficiency(TestCycle.Fast),
            cycles.MeanVoltage(TestCycle.Fast),
            cycles.Decay(TestCycle.Fast, 20), cycles.Decay(TestCycle.Fast, 100),
        ];
    }

    /// <summary>The file's text: a line for each term, and one for each sum.</summary>
    public static string Csv()
    {
        StringBuilder text = new("grade,quantity,unit,term,standard_uncertainty,on_virtual_bench\n");
        foreach (Grade grade in new[] { Grade.Typical, Grade.Limit })
        {
            string name = grade == Grade.Typical ? "typical" : "limit";
            foreach (UncertaintyBudget budget in All(grade))
            {
                foreach (Term term in budget.Terms)
                {
                    text.Append(CultureInfo.InvariantCulture,
                        $"{name},\"{budget.Quantity}\",{budget.Unit},\"{term.Name}\",{term.Standard:G3}"
                        + $",{(term.OnBench ? "yes" : "no")}\n");
                }

                text.Append(CultureInfo.InvariantCulture,
                    $"{name},\"{budget.Quantity}\",{budget.Unit},combined,{budget.Standard:G3},\n");
                text.Append(CultureInfo.InvariantCulture,
                    $"{name},\"{budget.Quantity}\",{budget.Unit},expanded (k = 2),{budget.Expanded:G3},\n");
            }
        }

        return text.ToString();
    }
}
