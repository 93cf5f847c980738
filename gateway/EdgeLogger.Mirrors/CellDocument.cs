using System;
using System.Globalization;
using System.IO;
using System.Text.Json;
using EdgeLogger.Derivation;
using EdgeLogger.FrameLog;
using EdgeLogger.Topics;

namespace EdgeLogger.Mirrors;

/// <summary>The latest state of a cell as JSON, and its names in topics.</summary>
internal static class CellDocument
{
    /// <summary>Quantities of the document: name, unit, Home Assistant's class of device, or null.</summary>
    public static (string Name, string Label, string Unit, string? DeviceClass)[] Quantities { get; } =
    [
        ("voltage_v", "Voltage", "V", "voltage"), ("current_a", "Current", "A", "current"),
        ("temperature_degc", "Temperature", "°C", "temperature"), ("pressure_mpa", "Stack pressure", "MPa", null),
        ("cycle", "Cycle", "", null), ("discharge_ah", "Discharge capacity", "Ah", null), ("coulombic_efficiency", "Coulombic efficiency", "", null),
    ];

    /// <summary>Whether a cell's name can be part of a topic: boards name themselves, and a topic is no place for a wildcard.</summary>
    public static bool CanBeNamed(CellSnapshot cell) => BoardId.IsValid(cell.Cell.Board) && cell.Cell.Slot >= 0;

    /// <summary>The cell's own part of a topic or id, such as bench-01_0.</summary>
    public static string IdOf(CellSnapshot cell) => string.Create(CultureInfo.InvariantCulture, $"{cell.Cell.Board}_{cell.Cell.Slot}");

    /// <summary>A value of <see cref="Quantities"/>; NaN where it is not known.</summary>
    public static double ValueOf(CellSnapshot cell, string name) => name switch
    {
        "voltage_v" => cell.Latest.VoltageV,
        "current_a" => cell.Latest.CurrentA,
        "temperature_degc" => cell.Latest.TemperatureDegC,
        "pressure_mpa" => cell.Latest.PressureMpa,
        "cycle" => cell.LastCycle?.Number ?? double.NaN,
        "discharge_ah" => cell.LastCycle?.Discharge?.Ah ?? double.NaN,
        "coulombic_efficiency" => cell.LastCycle?.CoulombicEfficiency ?? double.NaN,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such quantity."),
    };

    /// <summary>The document, UTF-8. What is not known is null.</summary>
    public static byte[] Write(CellSnapshot cell)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteString("cell", cell.Cell.Name);
            if (BelievableUtc.DateOrNone(cell.UtcMs) is { } utc)
            {
                json.WriteString("utc", utc);
            }
            else
            {
                json.WriteNull("utc");
            }

            foreach ((string name, _, _, _) in Quantities)
            {
                double value = ValueOf(cell, name);
                if (double.IsFinite(value))
                {
                    json.WriteNumber(name, value);
                }
                else
                {
                    json.WriteNull(name);
                }
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
