using System.Text.Json;
using EdgeLogger.Cycles.Trends;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Gateway.Output;

/// <summary>Trends as JSON.</summary>
internal static class TrendJson
{
    /// <summary>Writes "trends", one object a signature, and what is of the whole record.</summary>
    public static void Write(Utf8JsonWriter json, CellTrends? trends)
    {
        json.WriteStartArray("trends");
        foreach (SignatureTrend trend in trends?.Trends ?? [])
        {
            json.WriteStartObject();
            QuantityJson.WriteMembers(json, TrendQuantities.OfSignature, new TrendEntry(trend, null, null, null));
            QuantityJson.WriteArray(json, "charge_peaks", TrendQuantities.OfPeak, trend.ChargePeaks);
            QuantityJson.WriteArray(json, "discharge_peaks", TrendQuantities.OfPeak, trend.DischargePeaks);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        QuantityJson.WriteMembers(
            json, TrendQuantities.OfCell, new TrendEntry(null, null, trends?.SlippageAh, trends?.EquivalentFullCycles)
            {
                Reference = trends?.Reference,
            });
    }
}
