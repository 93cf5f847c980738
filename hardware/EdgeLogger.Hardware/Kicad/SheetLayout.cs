using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Hardware.Design;

namespace EdgeLogger.Hardware.Kicad;

/// <summary>
/// Where everything stands on a sheet: groups below one another, chips first, small parts in columns beside them.
/// </summary>
internal sealed class SheetLayout
{
    private const double Margin = 15.24;
    private const double LabelSpace = 13.97;
    private const double SmallWidth = 40.64;
    private const double SmallHeight = 7.62;
    private const double GroupGap = 10.16;
    private const int SmallRows = 5;

    private readonly List<(Placed Part, double X, double Y)> _parts = [];
    private readonly List<(string Title, double X, double Y)> _titles = [];

    public SheetLayout(DesignSheet sheet, double widthMm)
    {
        double top = 27.94;
        foreach (IGrouping<string, Placed> group in sheet.Parts.GroupBy(part => part.Group))
        {
            _titles.Add((group.Key, Margin, top));
            top = Shelves(group, widthMm, top + 5.08) + GroupGap;
        }

        Bottom = top;
    }

    public IReadOnlyList<(Placed Part, double X, double Y)> Parts => _parts;

    public IReadOnlyList<(string Title, double X, double Y)> Titles => _titles;

    /// <summary>Below the last group.</summary>
    public double Bottom { get; }

    private double Shelves(IEnumerable<Placed> group, double widthMm, double top)
    {
        List<Placed> small = [.. group.Where(part => SymbolShape.Of(part.Type).IsSmall)];
        double x = Margin;
        double height = 0;
        foreach (Placed part in group.Where(part => !SymbolShape.Of(part.Type).IsSmall))
        {
            SymbolShape shape = SymbolShape.Of(part.Type);
            double half = shape.HalfWidth + SymbolShape.PinLength + LabelSpace;
            Wrap(2 * half, widthMm, ref x, ref top, ref height);
            Put(part, x + half, top + shape.HalfHeight + 5.08);
            x += 2 * half;
            height = Math.Max(height, (2 * shape.HalfHeight) + 10.16);
        }

        for (int i = 0; i < small.Count; i += SmallRows)
        {
            Wrap(SmallWidth, widthMm, ref x, ref top, ref height);
            for (int row = 0; row < SmallRows && i + row < small.Count; row++)
            {
                Put(small[i + row], x + (SmallWidth / 2), OnGrid(top) + 5.08 + (row * SmallHeight));
                height = Math.Max(height, (row + 1) * SmallHeight);
            }

            x += SmallWidth;
        }

        return top + height;
    }

    private static void Wrap(double width, double widthMm, ref double x, ref double top, ref double height)
    {
        if (x + width > widthMm - Margin && x > Margin)
        {
            x = Margin;
            top += height + 2.54;
            height = 0;
        }
    }

    private void Put(Placed part, double x, double y) => _parts.Add((part, OnGrid(x), OnGrid(y)));

    private static double OnGrid(double value) => Math.Round(value / SymbolShape.Grid) * SymbolShape.Grid;
}
