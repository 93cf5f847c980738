using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Plots;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Gateway.Output.Plots;

/// <summary>One page of a record: capacity and efficiency against cycle, and the curves of a few cycles.</summary>
internal sealed class CyclePage
{
    public const int Width = 1200;
    public const int Height = 920;

    /// <summary>More curves than this are no longer distinguished.</summary>
    public const int MostCurves = 6;

    /// <summary>A first cycle that widens an axis by more than this is let run off it.</summary>
    private const double FarFirst = 2;

    private const int Ticks = 7;

    private static readonly (string Name, PlotPen Pen, MarkerShape Shape, Func<Cycle, HalfCycle?> Half)[] Directions =
    [
        ("charge", PlotStyle.Charge, MarkerShape.Square, cycle => cycle.Charge),
        ("discharge", PlotStyle.Discharge, MarkerShape.Circle, cycle => cycle.Discharge),
    ];

    private readonly RecordResults _results;
    private readonly IReadOnlyList<CycleCurve> _curves;
    private readonly double _factor;
    private readonly string _unit;

    /// <param name="results">What the engine found.</param>
    /// <param name="curves">Curves of the chosen cycles, at most <see cref="MostCurves"/>.</param>
    public CyclePage(RecordResults results, IReadOnlyList<CycleCurve> curves)
    {
        _results = results;
        _curves = curves;
        (_factor, _unit) = CycleTable.CapacityUnit(results.Halves.Select(half => half.Ah).DefaultIfEmpty(1).Max());
    }

    /// <summary>What stands above the panels.</summary>
    public string Title
    {
        get
        {
            string flags = string.Join(", ", FlagNames.Of(_results.Flags));
            string name = Path.GetFileName(_results.File);
            return $"{name}: {_results.Cycles.Count} cycles" + (flags.Length == 0 ? "" : $" ({flags.Replace('_', ' ')})");
        }
    }

    public void Draw(IPlotCanvas canvas)
    {
        canvas.Text(new PlotPoint(95, 34), Title, PlotStyle.TitleSize, TextAnchor.Start);
        Capacity(Frame(0, 0)).Draw(canvas);
        Efficiency(Frame(1, 0)).Draw(canvas);
        VoltageCurves(Frame(0, 1)).Draw(canvas);
        Differential(Frame(1, 1)).Draw(canvas);
    }

    /// <summary>First, last, and evenly between, as many as <see cref="MostCurves"/>.</summary>
    public static IReadOnlyList<Cycle> Choose(IReadOnlyList<Cycle> cycles)
    {
        int count = Math.Min(MostCurves, cycles.Count);
        return [.. Enumerable.Range(0, count)
            .Select(i => cycles[count == 1 ? 0 : (int)Math.Round(i * (cycles.Count - 1.0) / (count - 1))])];
    }

    private static PlotBox Frame(int column, int row) =>
        new(95 + 600 * column, 92 + 430 * row, 575 + 600 * column, 420 + 430 * row);

    private Panel Capacity(PlotBox frame)
    {
        Axis y = Axis.Around($"Capacity ({_unit})", WholeCapacities(), Ticks);
        Panel panel = new("capacity", frame, CycleAxis(), y);
        int offScale = 0;
        foreach ((string name, PlotPen pen, MarkerShape shape, Func<Cycle, HalfCycle?> half) in Directions)
        {
            panel.Add(new PlotSeries(name, Capacities(half, partial: false), pen, shape), name);
            PlotPoint[] partial = Capacities(half, partial: true);
            PlotPoint[] shown = [.. partial.Where(point => y.Share(point.Y) is > 0 and < 1)];
            panel.Add(new PlotSeries(name + ", partial", shown, pen, shape, Hollow: true), null);
            offScale += partial.Length - shown.Length;
        }

        if (_results.Cycles.Any(cycle => cycle.Partial))
        {
            panel.AddNote("hollow: partial cycle" + (offScale > 0 ? $" ({offScale} off scale)" : ""));
        }

        return panel;
    }

    // A half cycle cut short would press the fade of all the others into one line.
    private IEnumerable<double> WholeCapacities()
    {
        HalfCycle[] halves = [.. _results.Cycles.SelectMany(cycle => new[] { cycle.Charge, cycle.Discharge })
            .OfType<HalfCycle>()];
        bool noneIsWhole = halves.All(half => half.Partial);
        return halves.Where(half => noneIsWhole || !half.Partial).Select(half => half.Ah * _factor);
    }

    private PlotPoint[] Capacities(Func<Cycle, HalfCycle?> half, bool partial) =>
        [.. _results.Cycles.Where(cycle => cycle.Partial == partial && half(cycle) is not null)
            .Select(cycle => new PlotPoint(cycle.Number, half(cycle)!.Ah * _factor))];

    private Panel Efficiency(PlotBox frame)
    {
        PlotPoint[] points = [.. _results.Cycles.Where(cycle => cycle.CoulombicEfficiency is not null)
            .Select(cycle => new PlotPoint(cycle.Number, cycle.CoulombicEfficiency!.Value * 100))];
        PlotPoint? outside = points.Length > 2 && IsFar([points[0].Y], points.Skip(1).Select(point => point.Y))
            ? points[0]
            : null;
        IEnumerable<double> shown = points.Skip(outside is null ? 0 : 1).Select(point => point.Y);
        Panel panel = new("coulombic efficiency", frame, CycleAxis(), Axis.Around("Coulombic efficiency (%)", shown, Ticks));
        bool dischargeFirst = _results.Cycles.Count > 0 && _results.Cycles[0].Order == CycleOrder.DischargeFirst;
        string ratio = dischargeFirst ? "charge/discharge" : "discharge/charge";
        panel.Add(new PlotSeries(ratio, outside is null ? points : points[1..], PlotStyle.Discharge, MarkerShape.Circle), ratio);
        if (outside is { } first)
        {
            panel.AddNote(string.Create(CultureInfo.InvariantCulture, $"cycle {first.X} off scale: {first.Y:F2} %"));
        }

        if (_results.Cycles.Any(cycle => cycle.Partial))
        {
            panel.AddNote("partial: left out");
        }

        return panel;
    }

    private Panel VoltageCurves(PlotBox frame)
    {
        PlotPoint[][][] branches = Branches(branch =>
            branch.Samples.Select((sample, i) => new PlotPoint(branch.ChargesAh[i] * _factor, sample.VoltageV)));
        IEnumerable<double> voltagesV = Shown(branches, point => point.Y, out bool isCut);
        Panel panel = new("voltage against charge", frame,
            Axis.Around($"Charge passed in the half cycle ({_unit})", branches.SelectMany(curve => curve)
                .SelectMany(points => points).Select(point => point.X), Ticks),
            Axis.Around("Voltage (V)" + OffScale(isCut), voltagesV, Ticks));
        AddCurves(panel, branches);
        return panel;
    }

    private Panel Differential(PlotBox frame)
    {
        PlotPoint[][][] branches = Branches(branch =>
            DifferentialCapacity.Smooth(DifferentialCapacity.Of(branch)).Select(bin => bin with { Y = bin.Y * _factor }));
        IEnumerable<double> voltagesV = Shown(branches, point => point.X, out bool isVoltageCut);
        IEnumerable<double> heights = Shown(branches, point => point.Y, out bool isHeightCut);
        Panel panel = new("dQ/dV", frame,
            Axis.Around("Voltage (V)" + OffScale(isVoltageCut || isHeightCut), voltagesV, Ticks),
            Axis.Around($"dQ/dV ({_unit}/V), 5 mV bins, smoothed 1-2-1", heights, Ticks));
        AddCurves(panel, branches);
        return panel;
    }

    private PlotPoint[][][] Branches(Func<CurveBranch, IEnumerable<PlotPoint>> points) =>
        [.. _curves.Select(curve => curve.Branches.Select(branch => points(branch).ToArray()).ToArray())];

    private string OffScale(bool isCut) =>
        isCut ? string.Create(CultureInfo.InvariantCulture, $"; cycle {_curves[0].Cycle.Number} goes off scale") : "";

    // What an axis has to hold: everything, or all but the first of the cycles if that is far from the others.
    private static IEnumerable<double> Shown(PlotPoint[][][] branches, Func<PlotPoint, double> coordinate, out bool isCut)
    {
        double[] first = [.. branches.Take(1).SelectMany(curve => curve).SelectMany(points => points).Select(coordinate)];
        double[] later = [.. branches.Skip(1).SelectMany(curve => curve).SelectMany(points => points).Select(coordinate)];
        isCut = IsFar(first, later);
        return isCut ? later : first.Concat(later);
    }

    // A first cycle, which starts at rest and forms the cell, would press all later ones into a corner.
    private static bool IsFar(IEnumerable<double> first, IEnumerable<double> later)
    {
        (double low, double high) = (later.DefaultIfEmpty(double.NaN).Min(), later.DefaultIfEmpty(double.NaN).Max());
        double all = Math.Max(high, first.DefaultIfEmpty(high).Max()) - Math.Min(low, first.DefaultIfEmpty(low).Min());
        return high > low && all > FarFirst * (high - low);
    }

    private void AddCurves(Panel panel, PlotPoint[][][] branches)
    {
        for (int i = 0; i < branches.Length; i++)
        {
            Cycle cycle = _curves[i].Cycle;
            string number = cycle.Number.ToString(CultureInfo.InvariantCulture) + (cycle.Partial ? " partial" : "");
            for (int j = 0; j < branches[i].Length; j++)
            {
                string direction = _curves[i].Branches[j].Sign > 0 ? "charge" : "discharge";
                panel.Add(
                    new PlotSeries($"cycle {number}, {direction}", branches[i][j], PlotStyle.Curves[i]),
                    j > 0 ? null : i == 0 ? "cycle " + number : number);
            }
        }
    }

    private Axis CycleAxis() =>
        Axis.Around("Cycle", _results.Cycles.Select(cycle => (double)cycle.Number), Ticks, wholeNumbers: true);
}
