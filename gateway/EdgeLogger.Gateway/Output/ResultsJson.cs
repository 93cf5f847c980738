using System.Collections.Generic;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeLogger.Cycles;

namespace EdgeLogger.Gateway.Output;

/// <summary>Results as JSON. Numbers are written so that reading them back gives the same double.</summary>
public static class ResultsJson
{
    /// <summary>Writes to a file, whole or not at all; "-" is standard output.</summary>
    public static void Write(RecordResults results, string path) => ResultsFile.Write(path, stream => Write(results, stream));

    private static void Write(RecordResults results, Stream stream)
    {
        using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("file", results.File);
        json.WriteNumber("rows", results.Rows);
        json.WriteString("format", results.Format);
        json.WriteStartArray("notes");
        foreach (string note in results.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        json.WriteStartObject("metadata");
        foreach ((string name, string text) in MetadataText.Known(results.Metadata))
        {
            json.WriteString(name.Replace('-', '_'), text);
        }

        json.WriteEndObject();
        json.WriteStartArray("halves");
        foreach (HalfCycle half in results.Halves)
        {
            WriteHalf(json, half, results.Metadata);
        }

        json.WriteEndArray();
        json.WriteStartArray("cycles");
        foreach (Cycle cycle in results.Cycles)
        {
            WriteCycle(json, cycle, results.Metadata);
        }

        json.WriteEndArray();
        TrendJson.Write(json, results.Trends);
        TechniqueJson.Write(json, results);
        WriteFlags(json, results.Flags);
        json.WriteEndObject();
    }

    private static void WriteHalf(Utf8JsonWriter json, HalfCycle half, CellMetadata cell)
    {
        json.WriteStartObject();
        json.WriteNumber("index", half.Index);
        json.WriteString("direction", half.Direction == Direction.Charge ? "C" : "D");
        json.WriteNumber("first_row", half.FirstRow);
        json.WriteNumber("last_row", half.LastRow);
        json.WriteNumber("t_start_s", half.StartS);
        json.WriteNumber("t_end_s", half.EndS);
        json.WriteNumber("ah", half.Ah);
        json.WriteNumber("wh", half.Wh);
        json.WriteNumber("mean_v", half.MeanVoltageV);
        json.WriteNumber("ah_low", half.AhLow);
        json.WriteNumber("ah_high", half.AhHigh);
        WriteNullable(json, "max_v", half.MaxVoltageV);
        WriteNullable(json, "min_v", half.MinVoltageV);
        json.WriteBoolean("partial", half.Partial);
        json.WriteBoolean("provisional", half.Provisional);
        json.WriteBoolean("constant_voltage", half.ConstantVoltage);
        WriteNullable(json, "mean_current_a", half.MeanCurrentA);
        WriteQuantities(json, HalfQuantities.All, half, cell);
        WriteFlags(json, half.Flags);
        json.WriteEndObject();
    }

    private static void WriteCycle(Utf8JsonWriter json, Cycle cycle, CellMetadata cell)
    {
        json.WriteStartObject();
        json.WriteNumber("cycle", cycle.Number);
        WriteNullable(json, "charge_ah", cycle.Charge?.Ah);
        WriteNullable(json, "discharge_ah", cycle.Discharge?.Ah);
        WriteNullable(json, "charge_wh", cycle.Charge?.Wh);
        WriteNullable(json, "discharge_wh", cycle.Discharge?.Wh);
        WriteNullable(json, "coulombic_efficiency", cycle.CoulombicEfficiency);
        WriteNullable(json, "energy_efficiency", cycle.EnergyEfficiency);
        WriteNullable(json, "mean_charge_v", cycle.Charge?.MeanVoltageV);
        WriteNullable(json, "mean_discharge_v", cycle.Discharge?.MeanVoltageV);
        json.WriteBoolean("partial", cycle.Partial);
        json.WriteBoolean("provisional", cycle.Provisional);
        json.WriteString("order", cycle.Order == CycleOrder.DischargeFirst ? "discharge-first" : "charge-first");
        json.WriteString("signature", cycle.Signature);
        WriteNullable(json, "charge_half", cycle.Charge?.Index);
        WriteNullable(json, "discharge_half", cycle.Discharge?.Index);
        WriteQuantities(json, CycleQuantities.All, cycle, cell);
        WriteFlags(json, cycle.Flags);
        json.WriteEndObject();
    }

    private static void WriteQuantities<T>(Utf8JsonWriter json, IEnumerable<Quantity<T>> quantities, T result, CellMetadata cell)
    {
        foreach (Quantity<T> quantity in quantities)
        {
            WriteNullable(json, quantity.Name.ToLowerInvariant(), quantity.Value(result, cell));
        }
    }

    /// <summary>Writes a number, or null if it is not known.</summary>
    internal static void WriteNullable(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteFlags(Utf8JsonWriter json, QualityFlags flags)
    {
        json.WriteStartArray("flags");
        foreach (string name in RecordResults.Names(flags))
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }
}
