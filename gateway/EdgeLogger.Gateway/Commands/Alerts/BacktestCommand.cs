using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Gateway.Backtesting;
using EdgeLogger.Gateway.Commands.Reading;

namespace EdgeLogger.Gateway.Commands.Alerts;

/// <summary>edgelogger alerts backtest FILE...: what would have been raised, and when.</summary>
internal static class BacktestCommand
{
    public static Command Create()
    {
        Argument<string[]> files = TextOption.CheckedArgument(
            new Argument<string[]>("FILE")
            { Description = CommonOptions.RecordFile().Description, Arity = ArgumentArity.OneOrMore }, TextOption.NoInput);
        Option<bool> cohort = new("--cohort") { Description = "The cells ran one recipe: judge them against each other too." };
        Option<bool> suspicious = new("--suspicious") { Description = "Also show what turned suspicious and did not fire." };
        ChoiceOption<CycleOrder> order = CommonOptions.Order();
        Option<double?> nominal = CommonOptions.NominalAh();
        Command command = new("backtest", """
            Runs the rules with their defaults over recorded cells, row by row and cycle by cycle as a gateway would have seen them, and
            shows what would have been raised and when, with the numbers. Exit code 0: nothing would have been raised; 1: something would.

            Example: edgelogger alerts backtest cell-*.csv.gz --cohort
            """)
        {
            files, cohort, suspicious, order, nominal,
        };
        command.SetAction(parsed =>
        {
            CycleEngineOptions options = new() { Order = order.Of(parsed), NominalAh = parsed.GetValue(nominal) };
            List<BacktestCell> cells = [.. parsed.GetRequiredValue(files).Select(file => BacktestCell.Run(file, options))];
            if (parsed.GetValue(cohort))
            {
                BacktestCohort.Run(cells);
            }

            cells.ForEach(cell => Print(cell, parsed.GetValue(suspicious)));
            return cells.Any(cell => cell.Alarms.Any(alarm => alarm.Verdict.State == DetectionState.Abnormal)) ? 1 : 0;
        });
        return command;
    }

    private static void Print(BacktestCell cell, bool suspicious)
    {
        double days = cell.Closed.Count > 0 ? cell.Closed[^1].TimeS / 86_400 : 0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cell.Name}: {cell.Rows:N0} rows, {cell.Closed.Count} "
            + $"cycles in {days:0.#} days"));
        HashSet<string> raised = [];
        int shown = 0;
        foreach (BacktestAlarm alarm in cell.Alarms)
        {
            bool isRaised = alarm.Verdict.State == DetectionState.Abnormal ? raised.Add(alarm.Verdict.Rule)
                : alarm.Verdict.State == DetectionState.Clear && raised.Remove(alarm.Verdict.Rule);
            if (isRaised || suspicious)
            {
                shown++;
                string what = alarm.Verdict.State switch
                { DetectionState.Abnormal => "ALARM", DetectionState.Suspicious => "suspicious", _ => "over" };
                string onset = alarm.Verdict.Onset is int cycle
                    ? string.Create(CultureInfo.InvariantCulture, $" [since cycle {cycle}]")
                    : "";
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  cycle {alarm.Cycle,4}  day {alarm.TimeS / 86_400,6:0.00}  {what,-10} {alarm.Verdict.Rule,-20} "
                    + $"{alarm.Verdict.Severity,-8} {alarm.Verdict.Sentence}{onset}"));
            }
        }

        if (shown == 0)
        {
            Console.WriteLine("  nothing would have been raised");
        }
    }
}
