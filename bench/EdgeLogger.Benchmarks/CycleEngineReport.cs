using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Reports;

namespace EdgeLogger.Benchmarks;

/// <summary>What one wants to know of the cycle engine, after BenchmarkDotNet's own tables.</summary>
internal static class CycleEngineReport
{
    public static void Print(IEnumerable<Summary> summaries, TextWriter to)
    {
        BenchmarkReport[] reports = [.. summaries.SelectMany(summary => summary.Reports).Where(report => report.Success)];
        BenchmarkReport[] rows =
            [.. reports.Where(report => report.BenchmarkCase.Descriptor.Type == typeof(CycleEngineBenchmarks))];
        if (rows.Length > 0)
        {
            PrintRows(rows, to);
        }

        foreach (BenchmarkReport report in reports.Where(
            report => report.BenchmarkCase.Descriptor.Type == typeof(CyclesOfAFileBenchmarks)))
        {
            PrintProcess(report, to);
        }
    }

    private static void PrintRows(BenchmarkReport[] rows, TextWriter to)
    {
        double? bareNs = rows.FirstOrDefault(row => row.BenchmarkCase.Descriptor.Baseline)?.ResultStatistics!.Min;
        to.WriteLine();
        to.WriteLine($"Cycle engine, one core, {CycleEngineBenchmarks.Rows:N0} rows a run; least and median of the runs");
        to.WriteLine($"{"",-30}{"least ns/row",14}{"median",9}{"million rows/s",16}{"x trapezoid",13}{"bytes/row",11}");
        foreach (BenchmarkReport row in rows)
        {
            double ns = row.ResultStatistics!.Min;
            long perRow = row.GcStats.GetBytesAllocatedPerOperation(row.BenchmarkCase) ?? 0;
            to.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),-30}{ns,14:F1}"
                    + $"{row.ResultStatistics.Median,9:F1}"
                + $"{1000 / ns,16:F1}{ns / bareNs,13:F1}{perRow,11}"));
        }

        to.WriteLine($"State of a cell with everything: {CycleEngineBenchmarks.StateBytes} bytes.");
    }

    private static void PrintProcess(BenchmarkReport report, TextWriter to)
    {
        double leastS = report.ResultStatistics!.Min / 1e9;
        to.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"edgelogger cycles on a CSV of {CyclesOfAFileBenchmarks.Rows:N0} rows, whole process: least {leastS:F2} s, median "
            + $"{report.ResultStatistics.Median / 1e9:F2} s of {report.ResultStatistics.N} runs."));
    }
}
