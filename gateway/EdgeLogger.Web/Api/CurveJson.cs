using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Web.Api.Book;
using EdgeLogger.Web.Components.Cell;

namespace EdgeLogger.Web.Api;

/// <summary>The curves of a half cycle, column by column.</summary>
/// <param name="Cycle">The cycle, from 1.</param>
/// <param name="Direction">Charge or discharge.</param>
/// <param name="ChargeAh">Charge since the half cycle's begin, Ah.</param>
/// <param name="VoltageV">Cell voltage at that charge, V.</param>
/// <param name="DifferentialVoltageV">The middles of the bins of dQ/dV, V.</param>
/// <param name="DifferentialAhPerV">dQ/dV in each of them, Ah/V.</param>
public sealed record CurveJson(
    int Cycle, [property: JsonConverter(typeof(CamelWords<Direction>))] Direction Direction, IReadOnlyList<double> ChargeAh,
    IReadOnlyList<double> VoltageV, IReadOnlyList<double> DifferentialVoltageV, IReadOnlyList<double> DifferentialAhPerV)
{
    /// <summary>The curves of cycles of a test; those that cannot be read are left out.</summary>
    /// <param name="view">The gateway.</param>
    /// <param name="test">The test.</param>
    /// <param name="cycles">The cycles; none: the first, the middle and the last one closed.</param>
    public static IReadOnlyList<CurveJson> Of(GatewayView view, ulong test, IReadOnlyList<int> cycles) =>
    [
        .. new CurveReader(view).Read(test, cycles.Count > 0 ? cycles : CycleList.Overview(view.Derivation.Store.Cycles(test)))
            .SelectMany(one => one.Curves.Select(curve => Of(one.Cycle, curve))),
    ];

    private static CurveJson Of(int cycle, HalfCurve curve)
    {
        int[] bins = [.. Enumerable.Range(0, curve.Differential.Ah.Count).Where(bin =>
            curve.Differential.VoltageV(bin) >= curve.Half.MinVoltageV
            && curve.Differential.VoltageV(bin) <= curve.Half.MaxVoltageV)];
        return new CurveJson(cycle, curve.Half.Direction, [.. curve.Points.Select(point => point.Ah)],
            [.. curve.Points.Select(point => point.VoltageV)], [.. bins.Select(curve.Differential.VoltageV)],
            [.. bins.Select(curve.Differential.AhPerV)]);
    }
}
