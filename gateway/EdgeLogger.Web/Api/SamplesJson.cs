using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Traces;

namespace EdgeLogger.Web.Api;

/// <summary>
/// A piece of a cell's record, column by column: entry i of every column is about the time between StartMs[i] and EndMs[i], in
/// which the quantity lay between its Min and its Max. A single row has the same in both. Where one entry's end is not the next
/// one's start there is a pause.
/// </summary>
/// <param name="NextFromMs">Where to ask for the rest; null if this is all. Only when rows were asked for.</param>
/// <param name="StartMs">Begin, Unix ms.</param>
/// <param name="EndMs">End, Unix ms.</param>
/// <param name="Rows">Rows gathered.</param>
/// <param name="VoltageMinV">Lowest cell voltage, V.</param>
/// <param name="VoltageMaxV">Highest cell voltage, V.</param>
/// <param name="CurrentMinA">Lowest current, A; positive charges.</param>
/// <param name="CurrentMaxA">Highest current, A.</param>
/// <param name="TemperatureMinDegC">Lowest temperature, degrees Celsius.</param>
/// <param name="TemperatureMaxDegC">Highest temperature, degrees Celsius.</param>
/// <param name="PressureMinMpa">Lowest stack pressure, MPa.</param>
/// <param name="PressureMaxMpa">Highest stack pressure, MPa.</param>
public sealed record SamplesJson(
    long? NextFromMs, IReadOnlyList<long> StartMs, IReadOnlyList<long> EndMs, IReadOnlyList<long> Rows,
    IReadOnlyList<double> VoltageMinV, IReadOnlyList<double> VoltageMaxV, IReadOnlyList<double> CurrentMinA,
    IReadOnlyList<double> CurrentMaxA,
    IReadOnlyList<double> TemperatureMinDegC, IReadOnlyList<double> TemperatureMaxDegC, IReadOnlyList<double> PressureMinMpa,
    IReadOnlyList<double> PressureMaxMpa)
{
    /// <summary>Spans as columns.</summary>
    public static SamplesJson Of(IReadOnlyList<TraceSpan> spans, long? nextFromMs) => new(
        nextFromMs, [.. spans.Select(span => span.StartMs)], [.. spans.Select(span => span.EndMs)],
        [.. spans.Select(span => span.Rows)],
        [.. spans.Select(span => span.VoltageV.Min)], [.. spans.Select(span => span.VoltageV.Max)],
        [.. spans.Select(span => span.CurrentA.Min)], [.. spans.Select(span => span.CurrentA.Max)],
        [.. spans.Select(span => span.TemperatureDegC.Min)], [.. spans.Select(span => span.TemperatureDegC.Max)],
        [.. spans.Select(span => span.PressureMpa.Min)], [.. spans.Select(span => span.PressureMpa.Max)]);
}
