using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Plots;
using QRCoder;

namespace EdgeLogger.Gateway.Output.Plots;

/// <summary>A page of labels: for each cell a code that leads to its page, with name, cohort and mass under it.</summary>
/// <param name="cells">The cells, at most <see cref="Most"/>.</param>
/// <param name="url">Where the gateway's page is.</param>
internal sealed class LabelPage(IReadOnlyList<Cell> cells, Uri url)
{
    /// <summary>Labels on a page.</summary>
    public const int Most = Columns * Rows;

    // A4 at 150 units an inch.
    private const int Width = 1240;
    private const int Height = 1754;
    private const int Columns = 3;
    private const int Rows = 6;
    private const int Margin = 24;
    private const double CodeSize = 200;
    private const double TextWidth = (Width / Columns) - 20.0;

    /// <summary>The page.</summary>
    public PlotPage Page => new(Width, Height, $"Labels of {cells.Count} cells", Draw);

    /// <summary>The address that a cell's code has.</summary>
    public static string AddressOf(Cell cell, Uri url) =>
        url.AbsoluteUri.TrimEnd('/') + PagePath.OfCell(cell.Name.Text);

    private void Draw(IPlotCanvas canvas)
    {
        for (int i = 0; i < cells.Count; i++)
        {
            double center = Width / (double)Columns * ((i % Columns) + 0.5);
            double top = Margin + ((Height - (2 * Margin)) / (double)Rows * (i / Columns));
            canvas.Begin(cells[i].Name.Text);
            DrawCode(canvas, Math.Round(center - (CodeSize / 2)), Math.Round(top), AddressOf(cells[i], url));
            CellMetadata known = cells[i].Metadata;
            (string Text, double Size)[] lines =
            [
                (cells[i].Name.Text, 22), (known.Cohort, 16),
                (known.ActiveMassMg is { } massMg ? FormattableString.Invariant($"{massMg} mg") : "", 16),
            ];
            double y = top + CodeSize;
            foreach ((string text, double size) in lines.Where(line => line.Text.Length > 0))
            {
                y += size + 4;
                canvas.Text(new PlotPoint(center, y), Fitted(canvas, text, size), size, TextAnchor.Middle);
            }

            canvas.End();
        }
    }

    // A run of dark modules is one thick line, from its begin to its end.
    private static void DrawCode(IPlotCanvas canvas, double left, double top, string address)
    {
        using QRCodeGenerator generator = new();
        using QRCodeData code = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        List<BitArray> rows = code.ModuleMatrix;
        // Quarters of a unit: what is written with two decimals meets without a gap.
        double module = Math.Floor(4 * CodeSize / rows.Count) / 4;
        PlotPen pen = new(PlotStyle.Black, module);
        for (int row = 0; row < rows.Count; row++)
        {
            double y = top + ((row + 0.5) * module);
            for (int from = 0; from < rows.Count; from++)
            {
                int to = from;
                while (to < rows.Count && rows[row][to])
                {
                    to++;
                }

                if (to > from)
                {
                    canvas.Polyline([new(left + (from * module), y), new(left + (to * module), y)], pen);
                    from = to;
                }
            }
        }
    }

    private static string Fitted(IPlotCanvas canvas, string text, double size)
    {
        string shown = text;
        for (int length = text.Length - 1; canvas.WidthOf(shown, size) > TextWidth && length > 0; length--)
        {
            shown = char.IsLowSurrogate(text[length]) ? shown : text[..length] + "...";
        }

        return shown;
    }
}
