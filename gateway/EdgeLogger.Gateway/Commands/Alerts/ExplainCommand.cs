using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Notify;
using EdgeLogger.Alerts.Rules;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output.Plots;

namespace EdgeLogger.Gateway.Commands.Alerts;

/// <summary>edgelogger alerts explain ID: what an alert was found from.</summary>
internal static class ExplainCommand
{
    private const int MostPoints = 12;

    public static Command Create()
    {
        Argument<long> id = OpenBook.AlertId();
        Option<string?> plot = PlotFile.Option("--plot", "Also draw the evidence: a file that ends in .svg, .png or .pdf.");
        Option<string> data = DataDirectory.Option();
        Command command = new("explain", "Shows what an alert was found from: the rule and its settings, the "
            + "numbers, the cycles compared.") { id, plot, data };
        command.SetAction(parsed => OpenBook.Use(parsed.GetRequiredValue(data), book =>
        {
            Alert alert = OpenBook.Find(book, parsed.GetRequiredValue(id));
            Evidence? evidence = book.EvidenceOf(alert.Id);
            ShowAlert(alert);
            ShowRule(OpenBook.Rules(parsed.GetRequiredValue(data)).Find(alert.Rule));
            ShowEvidence(evidence);
            if (parsed.GetValue(plot) is { } path)
            {
                Draw(alert, evidence, path);
            }

            return 0;
        }));
        return command;
    }

    private static void ShowAlert(Alert alert)
    {
        string until = alert switch
        {
            { Withdrawn: { } withdrawn } => $", withdrawn {withdrawn.At:u}: {withdrawn.Why}",
            { ClosedAt: { } closed } => $", over since {closed:u}: {alert.ClosedSentence}",
            { IsStale: true } => ", open, no data of it any more",
            _ => ", open",
        };
        Console.WriteLine($"alert {alert.Id}: {alert.Rule} on {alert.Subject.Kind.ToString().ToLowerInvariant()} "
            + $"{alert.Subject.NameAndSlot()}, {alert.Severity.ToString().ToLowerInvariant()}");
        Console.WriteLine($"  {alert.Sentence}");
        Console.WriteLine($"  opened {alert.OpenedAt:u}{until}");
        if (alert.Acknowledged is { } taken)
        {
            Console.WriteLine($"  acknowledged by {taken.By} {taken.At:u}{(taken.Note.Length > 0 ? $": {taken.Note}" : "")}");
        }

        Console.WriteLine(
            $"  judged {Number(alert.Value)} {alert.Unit} against {Number(alert.Threshold)} {alert.Unit}".TrimEnd());
        if (alert.Cycle is { } cycle)
        {
            Console.WriteLine(
                $"  at cycle {cycle}{(alert.Onset is { } onset ? $", thought to have begun at cycle {onset}" : "")}");
        }
    }

    private static void ShowRule(AlertRule? rule)
    {
        if (rule is null)
        {
            Console.WriteLine("  the rule is not at work any more");
            return;
        }

        Console.WriteLine($"rule {rule.Name}, now: {rule.Kind.Sees}");
        RuleText.ShowSettings(rule, "  ");
    }

    private static void ShowEvidence(Evidence? evidence)
    {
        if (evidence is null)
        {
            Console.WriteLine("no evidence was kept");
            return;
        }

        if (evidence.ComparedCycles.Count > 0)
        {
            Console.WriteLine($"compared cycles {string.Join(", ", evidence.ComparedCycles)}");
        }

        foreach (EvidenceSeries series in evidence.Series)
        {
            Console.WriteLine($"{series.Name} ({evidence.XLabel}: {evidence.YLabel})");
            IEnumerable<string> points = series.X.Zip(series.Y, (x, y) => $"{Number(x)}: {Number(y)}").TakeLast(MostPoints);
            Console.WriteLine(
                $"  {(series.X.Count > MostPoints ? $"... last {MostPoints} of {series.X.Count}: " : "")}"
                + $"{string.Join("  ", points)}");
        }
    }

    private static void Draw(Alert alert, Evidence? evidence, string path)
    {
        if (evidence is null || evidence.Series.Count == 0)
        {
            throw new UserErrorException($"Alert {alert.Id} has nothing to draw.");
        }

        PlotFile.Write(EvidencePlot.Page(evidence, $"{alert.Rule} on {alert.Subject.NameAndSlot()}"), path);
    }

    private static string Number(double value) =>
        double.IsFinite(value) ? value.ToString("G6", CultureInfo.InvariantCulture) : "-";
}
