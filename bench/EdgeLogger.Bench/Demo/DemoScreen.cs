using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Gateway.Output;
using EdgeLogger.VirtualBench.Boards;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EdgeLogger.Bench.Demo;

/// <summary>The demo's screen: the cells as they are now, the cycles that closed last, and what became of the frames.</summary>
internal static class DemoScreen
{
    private const int CyclesShown = 6;
    private const int AlertsShown = 3;

    /// <summary>Draws the screen.</summary>
    /// <param name="host">The gateway.</param>
    /// <param name="boards">The bench's boards.</param>
    /// <param name="closed">Cycles closed so far, the newest last.</param>
    /// <param name="elapsed">Time since the start.</param>
    public static IRenderable Render(GatewayHost host, IReadOnlyList<BoardTotals> boards, IReadOnlyList<ClosedCycle> closed,
        TimeSpan elapsed)
    {
        List<IRenderable> parts = [Cells(host.Derivation.Snapshots), new Text("closed last:"), Closed(closed)];
        foreach (Alert alert in host.Alerts.Book.OpenAlerts().TakeLast(AlertsShown))
        {
            parts.Add(new Markup($"[red]! ALERT[/] {Markup.Escape($"{alert.Subject.Name}, {alert.Rule}: {alert.Sentence}")}"));
        }

        parts.Add(Status(host, boards, elapsed));
        return new Rows(parts);
    }

    private static Table Cells(IReadOnlyList<CellSnapshot> cells)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("cell").NoWrap().PadLeft(0).PadRight(1));
        foreach (string heading in (string[])["now", "V", "mA", "°C", "MPa", "cyc", "mAh", "CE %", "mean V"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap().PadLeft(0).PadRight(1));
        }

        foreach (CellSnapshot cell in cells)
        {
            Cycle? last = cell.LastCycle;
            table.AddRow(
                Markup.Escape(cell.Cell.Name), Doing(cell),
                Value(cell.Latest.VoltageV, 4), Value(cell.Latest.CurrentA * 1000, 3),
                Value(cell.Latest.TemperatureDegC, 1), Value(cell.Latest.PressureMpa, 1),
                last?.Number.ToString(CultureInfo.InvariantCulture) ?? "-",
                CycleTable.Number(last?.Discharge?.Ah * 1000, 4), CycleTable.Number(last?.CoulombicEfficiency * 100, 2),
                CycleTable.Number(last?.Discharge?.MeanVoltageV, 3));
        }

        return table;
    }

    private static Table Closed(IReadOnlyList<ClosedCycle> closed)
    {
        Table table = new Table().Border(TableBorder.None).AddColumn("closed last").AddColumn("").AddColumn("").AddColumn("")
            .AddColumn("").HideHeaders();
        foreach ((string cell, Cycle cycle) in closed.TakeLast(CyclesShown).Reverse())
        {
            table.AddRow(
                Markup.Escape(cell), $"cycle {cycle.Number}",
                $"{CycleTable.Number(cycle.Charge?.Ah * 1000, 4)} mAh in",
                $"{CycleTable.Number(cycle.Discharge?.Ah * 1000, 4)} mAh out",
                $"CE {CycleTable.Number(cycle.CoulombicEfficiency * 100, 2)} %");
        }

        return table;
    }

    private static Markup Status(GatewayHost host, IReadOnlyList<BoardTotals> boards, TimeSpan elapsed)
    {
        long made = boards.Sum(board => board.Frames);
        long rows = boards.Sum(board => board.Rows);
        long acknowledged = boards.Sum(board => board.FramesAcknowledged);
        double days = boards.Average(board => board.UptimeS) / 86400;
        string text = string.Create(CultureInfo.InvariantCulture,
            $"{elapsed:m\\:ss}  {days:F1} days of cycling on each fixture  {rows:N0} rows  frames: {made:N0} made, "
            + $"{host.Ingest.Counters.StoredFrames:N0} on disk, {acknowledged:N0} acknowledged, "
            + $"{boards.Sum(board => board.FramesLost)} lost  {host.Refused()} "
            + $"refused{(host.Page is { } page ? $"  page: {page.Url}" : "")}");
        return new Markup($"[grey]{Markup.Escape(text)}[/]");
    }

    private static string Doing(CellSnapshot cell) => cell.Latest.CurrentA switch
    {
        > 1e-6 => "[green]^ charge[/]",
        < -1e-6 => "[blue]v disch.[/]",
        _ => "[grey]= rest[/]",
    };

    private static string Value(double value, int decimals) => double.IsFinite(value) ? CycleTable.Number(value, decimals) : "-";
}
