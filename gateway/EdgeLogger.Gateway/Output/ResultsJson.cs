using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Gateway.Output;

/// <summary>
/// Results as JSON (docs/specs/results.md). Numbers are written so that reading them back gives the same double.
/// </summary>
public static class ResultsJson
{
    /// <summary>Writes to a file, whole or not at all; "-" is standard output.</summary>
    public static void Write(RecordResults results, string path) => ResultsFile.Write(path, stream => Write(results, stream));

    private static void Write(RecordResults results, Stream stream)
    {
        using Utf8JsonWriter json =
            new(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("file", results.File);
        json.WriteNumber("rows", results.Rows);
        json.WriteString("format", results.Format);
        QuantityJson.WriteNames(json, "notes", results.Notes);
        json.WriteStartObject("metadata");
        foreach ((string name, string text) in MetadataText.Known(results.Metadata))
        {
            json.WriteString(name.Replace('-', '_'), text);
        }

        json.WriteEndObject();
        QuantityJson.WriteArray(json, "halves", HalfQuantities.All, results.HalfEntries);
        QuantityJson.WriteArray(json, "cycles", CycleQuantities.All, results.CycleEntries);
        TrendJson.Write(json, results.Trends);
        QuantityJson.WriteArray(json, "steps", StepQuantities.All, results.StepEntries);
        TechniqueJson.Write(json, results);
        QuantityJson.WriteNames(json, CycleQuantities.Flags.Name, FlagNames.Of(results.Flags));
        json.WriteEndObject();
    }
}
