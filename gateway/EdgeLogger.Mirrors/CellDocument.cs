using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using EdgeLogger.Derivation;
using EdgeLogger.FrameLog;
using EdgeLogger.Results.Quantities;

namespace EdgeLogger.Mirrors;

/// <summary>The latest state of a cell as JSON.</summary>
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

    /// <summary>The document, UTF-8. What is not known is null.</summary>
    /// <param name="cell">What is in the slot.</param>
    /// <param name="now">How it stands.</param>
    public static byte[] Write(MirroredCell cell, CellSnapshot now)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteString(SampleQuantities.Cell.Name, cell.Cell);
            json.WriteNumber("test", cell.Number);
            json.WriteString("test_id", cell.TestId);
            json.WriteString("slot", cell.Slot);
            if (BelievableUtc.DateOrNone(now.UtcMs) is { } utc)
            {
                json.WriteString(SampleQuantities.Utc.Name, utc);
            }
            else
            {
                json.WriteNull(SampleQuantities.Utc.Name);
            }

            foreach (MirroredQuantity quantity in Quantities)
            {
                double value = quantity.Value(now);
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
