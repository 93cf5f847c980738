using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading;
using EdgeLogger.Gateway.Commands.Reading;
using EdgeLogger.Hardware.Budget;
using EdgeLogger.VirtualBench.Accuracy;

namespace EdgeLogger.Bench.Commands;

/// <summary>edgelogger verify budget: the error budget of the hardware, predicted beside measured.</summary>
internal static class VerifyBudgetCommand
{
    private const int DefaultSlots = 40;

    public static Command Create()
    {
        Option<int> slots = NumberOption.Of("--slots", "N", "Slots drawn for each row, 2 to 10000.", "a number of slots", 2,
            10_000, DefaultSlots);
        Option<ulong> seed = NumberOption.Seed("Decides parts, days and noise.");
        Option<bool> terms = new("--terms") { Description = "Print what each uncertainty is made of." };
        Command command = new("budget", """
            Draws slots from the data sheets' figures, calibrates each on the virtual bench and runs it: single rows, one cycle at 0.05C and
            at 1C, twenty cycles for the voltage decay, through driver, sampler and counters, on days that swing by 1 K. Prints the
            standard uncertainty that the error budget predicts for what the bench simulates, the root mean square of the errors found,
            and how many lie within the stated uncertainty (k = 2). Exit code 0: all rows agree within what chance allows.

            hardware/error-budget.md has the rest.
            """)
        {
            slots, seed, terms,
        };
        command.SetAction((parsed, cancellationToken) => System.Threading.Tasks.Task.FromResult(
            Run(new BudgetComparison(parsed.GetValue(slots), parsed.GetValue(seed)), parsed.GetValue(terms), cancellationToken)));
        return command;
    }

    private static int Run(BudgetComparison comparison, bool terms, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{"quantity",-36} {"unit",-8} {"predicted",10} {"measured",10} {"largest",10} "
            + $"{"stated U",10} {"within U",9}");
        List<BudgetRow> rows = [];
        foreach (Func<IReadOnlyList<BudgetRow>> part in Parts(comparison, cancellationToken))
        {
            foreach (BudgetRow row in part())
            {
                rows.Add(row);
                Print(row, terms);
            }
        }

        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows.Count(row => row.Passes)} of {rows.Count} rows "
            + $"agree; {rows[0].Errors.Count} slots a row"));
        foreach (BudgetRow row in rows.Where(row => !row.Passes))
        {
            Console.WriteLine($"FAILED  {row.Predicted.Quantity}: predicted {Number(row.Predicted.OnBench)}, measured "
                + $"{Number(row.Measured)} {row.Predicted.Unit}");
        }

        return rows.All(row => row.Passes) ? 0 : 1;
    }

    private static IEnumerable<Func<IReadOnlyList<BudgetRow>>> Parts(
        BudgetComparison comparison, CancellationToken cancellationToken) =>
    [
        () => comparison.Readings(cancellationToken),
        () => comparison.Cycle(TestCycle.Slow, cancellationToken),
        () => comparison.Cycle(TestCycle.Fast, cancellationToken),
        () => [comparison.Decay(TestCycle.Fast, cancellationToken)],
    ];

    private static void Print(BudgetRow row, bool terms)
    {
        UncertaintyBudget budget = row.Predicted;
        string within = row.ShareWithin.ToString("P0", CultureInfo.InvariantCulture);
        Console.WriteLine($"{budget.Quantity,-36} {budget.Unit,-8} {Number(budget.OnBench),10} {Number(row.Measured),10} "
            + $"{Number(row.Largest),10} {Number(budget.Expanded),10} {within,9}  {(row.Passes ? "ok" : "FAILED")}");
        foreach (Term term in terms ? budget.Terms : [])
        {
            Console.WriteLine($"    {term.Name,-41} {Number(term.Standard),10}{(term.OnBench ? "" : "   not on the bench")}");
        }
    }

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
