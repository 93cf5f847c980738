using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Derivation;

namespace EdgeLogger.Web;

/// <summary>The page: every cell with what it measures now. Made on the server, without script; it reloads itself.</summary>
internal static class CellPage
{
    public const string Style = """
        :root { color-scheme: light dark; font: 16px/1.4 system-ui, sans-serif; }
        body { margin: 1rem auto; max-width: 72rem; padding: 0 1rem; }
        h1 { font-size: 1.25rem; } h2 { font-size: 1rem; }
        .ok { color: #17692c; } .bad { color: #b3261e; font-weight: 600; }
        .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .75rem; padding: 0; list-style: none; }
        .cell { border: 1px solid #8886; border-radius: .5rem; padding: .75rem; }
        .cell h2 { font-size: 1rem; margin: 0 0 .5rem; }
        dl { display: grid; grid-template-columns: auto 1fr; gap: .1rem .75rem; margin: 0; }
        dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; }
        @media (prefers-color-scheme: dark) { .ok { color: #7ddc8f; } .bad { color: #ff8a80; } }
        """;

    private const int AlertsShown = 20;

    public static string Render(IReadOnlyList<CellSnapshot> cells, IReadOnlyList<Alert> alerts, GatewayStatus status)
    {
        StringBuilder html = new("""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
            <meta name="viewport" content="width=device-width, initial-scale=1"><title>EdgeLogger</title>
            <link rel="stylesheet" href="/style.css"></head><body><h1>EdgeLogger</h1>
            """);
        AppendStatus(html, cells.Count, status);
        AppendAlerts(html, alerts);
        html.Append("<ul class=\"grid\">");
        foreach (CellSnapshot cell in cells)
        {
            AppendCell(html, cell);
        }

        return html.Append("</ul></body></html>").ToString();
    }

    private static void AppendStatus(StringBuilder html, int cells, GatewayStatus status)
    {
        string text = status.Healthy ? "All that arrives is kept." : string.Join(" ", status.Problems);
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"{(status.Healthy ? "ok" : "bad")}\">{WebUtility.HtmlEncode(text)}</p>");
        html.Append(CultureInfo.InvariantCulture,
            $"<p>{cells} cells, {status.FramesStored} frames on disk, {status.FramesRefused} messages refused.</p>");
        if (cells == 0)
        {
            html.Append("<p>No board has sent anything yet. <code>edgelogger board add NAME</code> makes an account for one.</p>");
        }
    }

    private static void AppendAlerts(StringBuilder html, IReadOnlyList<Alert> alerts)
    {
        if (alerts.Count == 0)
        {
            return;
        }

        html.Append("<h2>Alerts</h2><ul>");
        foreach (Alert alert in alerts.Take(AlertsShown))
        {
            string text = $"{alert.Subject.Name}, {alert.Rule}: {(alert.IsOpen ? alert.Sentence : alert.ClosedSentence)}";
            html.Append(CultureInfo.InvariantCulture,
                $"<li><span class=\"{(alert.IsOpen ? "bad" : "ok")}\">{(alert.IsOpen ? "! alert" : "over")}</span> {WebUtility.HtmlEncode(text)}</li>");
        }

        html.Append("</ul>");
    }

    private static void AppendCell(StringBuilder html, CellSnapshot cell)
    {
        html.Append(CultureInfo.InvariantCulture, $"<li class=\"cell\" id=\"{WebUtility.HtmlEncode(cell.Cell.Name)}\"><h2>{WebUtility.HtmlEncode(cell.Cell.Name)}</h2><dl>");
        AppendValue(html, "voltage", cell.Latest.VoltageV, "F4", "V");
        AppendValue(html, "current", cell.Latest.CurrentA * 1000, "F3", "mA");
        AppendValue(html, "temperature", cell.Latest.TemperatureDegC, "F2", "°C");
        AppendValue(html, "pressure", cell.Latest.PressureMpa, "F2", "MPa");
        AppendValue(html, "cycles closed", cell.LastCycle?.Number ?? 0, "F0", "");
        AppendValue(html, "discharge", (cell.LastCycle?.Discharge?.Ah ?? double.NaN) * 1000, "F3", "mAh");
        AppendValue(html, "CE", (cell.LastCycle?.CoulombicEfficiency ?? double.NaN) * 100, "F2", "%");
        string when = cell.UtcMs is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("u", CultureInfo.InvariantCulture) : "clock not set";
        html.Append(CultureInfo.InvariantCulture, $"<dt>measured</dt><dd>{when}</dd></dl></li>");
    }

    private static void AppendValue(StringBuilder html, string name, double value, string format, string unit)
    {
        string text = double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) + " " + unit : "–";
        html.Append(CultureInfo.InvariantCulture, $"<dt>{name}</dt><dd>{text}</dd>");
    }
}
