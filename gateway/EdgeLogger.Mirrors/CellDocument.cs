using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using EdgeLogger.Derivation;
using EdgeLogger.FrameLog;
using EdgeLogger.Results.Quantities;
using EdgeLogger.Topics;

namespace EdgeLogger.Mirrors;

/// <summary>The latest state of a cell as JSON, and its names in topics.</summary>
internal static class CellDocument
{
    /// <summary>Quantities of the document: those measured, and some of the newest closed cycle.</summary>
    public static IReadOnlyList<MirroredQuantity> Quantities { get; } =
    [
        MirroredQuantity.OfSample(SampleQuantities.Voltage, "voltage"),
        MirroredQuantity.OfSample(SampleQuantities.Current, "current"),
        MirroredQuantity.OfSample(SampleQuantities.Temperature, "temperature"),
        MirroredQuantity.OfSample(SampleQuantities.Pressure, null),
        MirroredQuantity.OfCycle(CycleQuantities.Number), MirroredQuantity.OfCycle(CycleQuantities.DischargeCapacity),
        MirroredQuantity.OfCycle(CycleQuantities.CoulombicEfficiency),
    ];

    /// <summary>
    /// Whether a cell's name can be part of a topic: boards name themselves, and a topic is not a place for a wildcard.
    /// </summary>
    public static bool CanBeNamed(CellSnapshot cell) => BoardId.IsValid(cell.Cell.Board) && cell.Cell.Slot >= 0;

    /// <summary>The cell's own part of a topic or id, such as bench-01_0.</summary>
    public static string IdOf(CellSnapshot cell) =>
        string.Create(CultureInfo.InvariantCulture, $"{cell.Cell.Board}_{cell.Cell.Slot}");

    /// <summary>The document, UTF-8. What is not known is null.</summary>
    public static byte[] Write(CellSnapshot cell)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteString(SampleQuantities.Cell.Name, cell.Cell.Name);
            if (BelievableUtc.DateOrNone(cell.UtcMs) is { } utc)
            {
                json.WriteString(SampleQuantities.Utc.Name, utc);
            }
            else
            {
                json.WriteNull(SampleQuantities.Utc.Name);
            }

            foreach (MirroredQuantity quantity in Quantities)
            {
                double value = quantity.Value(cell);
                if (double.IsFinite(value))
                {
                    json.WriteNumber(quantity.Name, value);
                }
                else
                {
                    json.WriteNull(quantity.Name);
                }
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
