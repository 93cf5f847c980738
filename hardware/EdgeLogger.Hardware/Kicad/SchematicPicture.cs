using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EdgeLogger.Hardware.Kicad;

/// <summary>Draws a schematic file as SVG: what is in the file, where it is in the file.</summary>
public static class SchematicPicture
{
    private const double MarginMm = 8;

    /// <summary>The picture of one sheet.</summary>
    /// <param name="schematic">Text of a .kicad_sch file.</param>
    public static string Svg(string schematic)
    {
        SExpr sheet = SExpr.Parse(schematic);
        Canvas canvas = new();
        Dictionary<string, SExpr> library = sheet.One("lib_symbols").All("symbol").ToDictionary(symbol => symbol.Text(1));
        foreach (SExpr symbol in sheet.All("symbol"))
        {
            Symbol(canvas, symbol, library[symbol.One("lib_id").Text(1)]);
        }

        foreach (SExpr wire in sheet.All("wire"))
        {
            List<SExpr> ends = [.. wire.One("pts").All("xy")];
            canvas.Line(ends[0].Number(1), ends[0].Number(2), ends[1].Number(1), ends[1].Number(2), "wire");
        }

        foreach (SExpr item in sheet.Items.Where(item => item.Name is "label" or "hierarchical_label"))
        {
            SExpr at = item.One("at");
            bool left = at.Number(3) == 180;
            bool port = item.Name == "hierarchical_label";
            canvas.Text(at.Number(1) + (left ? -0.4 : 0.4), at.Number(2) + (port ? 0.5 : -0.3), port ? "<" + item.Text(1)
                + ">" : item.Text(1), left ? "end" : "start", port ? "port" : "net");
        }

        foreach (SExpr item in sheet.All("no_connect"))
        {
            (double x, double y) = (item.One("at").Number(1), item.One("at").Number(2));
            canvas.Line(x - 0.6, y - 0.6, x + 0.6, y + 0.6, "nc");
            canvas.Line(x - 0.6, y + 0.6, x + 0.6, y - 0.6, "nc");
        }

        foreach (SExpr text in sheet.All("text"))
        {
            canvas.Text(text.One("at").Number(1), text.One("at").Number(2), text.Text(1), "start", "title");
        }

        foreach (SExpr child in sheet.All("sheet"))
        {
            Child(canvas, child);
        }

        canvas.Text(15.24, 16, sheet.One("title_block").One("title").Text(1), "start", "head");
        return canvas.Svg();
    }

    private static void Symbol(Canvas canvas, SExpr symbol, SExpr definition)
    {
        (double x, double y) = (symbol.One("at").Number(1), symbol.One("at").Number(2));
        bool hidesPins = definition.All("pin_numbers").Any();
        foreach (SExpr box in definition.All("symbol").SelectMany(unit => unit.All("rectangle")))
        {
            (SExpr from, SExpr to) = (box.One("start"), box.One("end"));
            canvas.Box(x + from.Number(1), y - from.Number(2), to.Number(1) - from.Number(1),
                from.Number(2) - to.Number(2), "body");
        }

        foreach (SExpr pin in definition.All("symbol").SelectMany(unit => unit.All("pin")))
        {
            double pinX = x + pin.One("at").Number(1);
            double pinY = y - pin.One("at").Number(2);
            double toward = pin.One("at").Number(3) == 180 ? -1 : 1;
            double length = pin.One("length").Number(1) * toward;
            canvas.Line(pinX, pinY, pinX + length, pinY, "pin");
            if (!hidesPins)
            {
                string anchor = toward > 0 ? "start" : "end";
                canvas.Text(pinX + length + (0.5 * toward), pinY + 0.45, pin.One("name").Text(1), anchor, "name");
                canvas.Text(pinX + (length * 0.5), pinY - 0.25, pin.One("number").Text(1), "middle", "number");
            }
        }

        foreach (SExpr property in symbol.All("property").Where(property => property.Text(1) is "Reference" or "Value"))
        {
            canvas.Text(property.One("at").Number(1), property.One("at").Number(2) + 0.45, property.Text(2), Anchor(property),
                property.Text(1) == "Value" ? "value" : "ref");
        }
    }

    private static string Anchor(SExpr property) => property.One("effects").All("justify").FirstOrDefault()?.Text(1) switch
    {
        "left" => "start",
        "right" => "end",
        _ => "middle",
    };

    private static void Child(Canvas canvas, SExpr child)
    {
        (double x, double y) = (child.One("at").Number(1), child.One("at").Number(2));
        canvas.Box(x, y, child.One("size").Number(1), child.One("size").Number(2), "sheet");
        canvas.Text(x, y - 0.8, child.Property("Sheet name") + "  (" + child.Property("Sheet file") + ")", "start", "ref");
        foreach (SExpr pin in child.All("pin"))
        {
            canvas.Text(pin.One("at").Number(1) + 1, pin.One("at").Number(2) + 0.5, pin.Text(1), "start", "name");
        }
    }

    private sealed class Canvas
    {
        private readonly StringBuilder _body = new();
        private double _right;
        private double _bottom;

        public void Line(double x1, double y1, double x2, double y2, string style)
        {
            See(Math.Max(x1, x2), Math.Max(y1, y2));
            _body.Append(CultureInfo.InvariantCulture,
                $"<line class=\"{style}\" x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\"/>\n");
        }

        public void Box(double x, double y, double width, double height, string style)
        {
            See(x + width, y + height);
            _body.Append(CultureInfo.InvariantCulture,
                $"<rect class=\"{style}\" x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\"/>\n");
        }

        public void Text(double x, double y, string text, string anchor, string style)
        {
            See(x + (anchor == "start" ? text.Length * 1.2 : 0), y);
            _body.Append(CultureInfo.InvariantCulture, $"<text class=\"{style}\" x=\"{x:0.##}\" y=\"{y:0.##}\" "
                + $"text-anchor=\"{anchor}\">{System.Security.SecurityElement.Escape(text)}</text>\n");
        }

        public string Svg() => string.Create(CultureInfo.InvariantCulture, $$"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="10 6 {{_right + MarginMm - 10:0.##}} {{_bottom + MarginMm - 6:0.##}}" width="{{_right + MarginMm - 10:0.##}}mm" height="{{_bottom + MarginMm - 6:0.##}}mm">
            <style>
            text{font-family:"DejaVu Sans","Liberation Sans",Arial,sans-serif;font-size:1.7px}
            .head{font-size:5px;font-weight:bold}.title{font-size:2.9px;font-weight:bold;fill:#124}
            .net{fill:#0a5c36}.port{fill:#8a4b00;font-weight:bold}.name{fill:#333}.number{font-size:1.2px;fill:#777}.ref{fill:#003c8f;font-weight:bold}.value{fill:#555}
            .body{fill:#fffbe6;stroke:#842;stroke-width:.25}.sheet{fill:#eef4ff;stroke:#36c;stroke-width:.3}
            .pin{stroke:#842;stroke-width:.2}.wire{stroke:#0a5c36;stroke-width:.25}.nc{stroke:#999;stroke-width:.2}
            </style>
            <rect x="0" y="0" width="100%" height="100%" fill="#fff" transform="translate(10,6)"/>
            {{_body}}</svg>

            """);

        private void See(double x, double y)
        {
            _right = Math.Max(_right, x);
            _bottom = Math.Max(_bottom, y);
        }
    }
}
