using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Derivation;
using EdgeLogger.Web.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace EdgeLogger.Web.Metrics;

/// <summary>/metrics: what Prometheus asks for (docs/specs/http-api.md).</summary>
internal static class MetricsEndpoint
{
    public static void Map(WebApplication application, GatewayView view) =>
        application.MapGet("/metrics", () => Results.Text(Render(view), MetricsText.ContentType))
            .RequireAuthorization(nameof(Role.Viewer)).ExcludeFromDescription();

    private static string Render(GatewayView view)
    {
        MetricsText text = new();
        text.Begin("edgelogger_healthy", "gauge", "1 if everything that arrives is being kept.").Sample(view.Status().Healthy ? 1 : 0);
        AddCounts(text, view.Counts());
        AddSinks(text, view.Sinks());
        AddCells(text, [.. view.Derivation.Snapshots.DistinctBy(cell => cell.Cell.Name)]);
        return text.ToString();
    }

    private static void AddCounts(MetricsText text, GatewayCounts counts)
    {
        text.Begin("edgelogger_messages_total", "counter", "Messages received, refused ones included.").Sample(counts.Messages);
        text.Begin("edgelogger_frames_stored_total", "counter", "New frames on disk.").Sample(counts.FramesStored);
        text.Begin("edgelogger_frames_duplicate_total", "counter", "Frames that were on disk already.").Sample(counts.FramesDuplicate);
        text.Begin("edgelogger_rows_stored_total", "counter", "Rows of the new frames.").Sample(counts.RowsStored);
        text.Begin("edgelogger_frames_stored_bytes_total", "counter", "Bytes of the new frames.").Sample(counts.BytesStored);
        text.Begin("edgelogger_acks_published_total", "counter", "Acknowledgements the broker has taken.").Sample(counts.AcksPublished);
        text.Begin("edgelogger_messages_refused_total", "counter", "Messages refused.");
        foreach ((string reason, long count) in counts.Refused)
        {
            text.Sample("reason", reason, count);
        }
    }

    private static void AddSinks(MetricsText text, IReadOnlyList<SinkView> sinks)
    {
        AddEach(text, "edgelogger_sink_frames_behind", "gauge", "Frames whose samples the sink has still to write.", "sink", sinks,
            sink => sink.Name, sink => sink.FramesBehind);
        AddEach(text, "edgelogger_sink_points_total", "counter", "Points the sink's server has accepted.", "sink", sinks,
            sink => sink.Name, sink => sink.Points);
        AddEach(text, "edgelogger_sink_points_set_aside", "gauge", "Points the sink's server will never take.", "sink", sinks,
            sink => sink.Name, sink => sink.PointsSetAside);
    }

    private static void AddCells(MetricsText text, IReadOnlyList<CellSnapshot> cells)
    {
        text.Begin("edgelogger_cells", "gauge", "Cells that have sent rows.").Sample(cells.Count);
        AddCell("edgelogger_cell_voltage_volts", "Cell voltage.", cell => cell.Latest.VoltageV);
        AddCell("edgelogger_cell_current_amperes", "Current; positive charges.", cell => cell.Latest.CurrentA);
        AddCell("edgelogger_cell_temperature_celsius", "Temperature.", cell => cell.Latest.TemperatureDegC);
        AddCell("edgelogger_cell_pressure_megapascals", "Stack pressure.", cell => cell.Latest.PressureMpa);
        AddCell("edgelogger_cell_cycles", "Cycles closed.", cell => cell.LastCycle?.Number ?? 0);
        AddCell("edgelogger_cell_measured_seconds", "When the newest row was measured, Unix time.", cell => (cell.UtcMs ?? double.NaN) / 1000);

        void AddCell(string name, string help, Func<CellSnapshot, double> value) =>
            AddEach(text, name, "gauge", help, "cell", cells, cell => cell.Cell.Name, value);
    }

    private static void AddEach<T>(
        MetricsText text, string name, string type, string help, string label, IReadOnlyList<T> each, Func<T, string> labelOf, Func<T, double> valueOf)
    {
        if (each.Count == 0)
        {
            return;
        }

        text.Begin(name, type, help);
        foreach (T one in each)
        {
            text.Sample(label, labelOf(one), valueOf(one));
        }
    }
}
