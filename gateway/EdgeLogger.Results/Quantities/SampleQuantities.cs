using System.Collections.Generic;
using EdgeLogger.Derivation.Following;

namespace EdgeLogger.Results.Quantities;

/// <summary>Quantities of a cell's rows.</summary>
public static class SampleQuantities
{
    /// <summary>The cell.</summary>
    public static Quantity<SampleEntry> Cell
    { get; } = Quantity.OfText<SampleEntry>("cell", "The cell, BOARD/SLOT.", entry => entry.Cell);

    /// <summary>End of the row's period on the cell's clock.</summary>
    public static Quantity<SampleEntry> Time { get; } = Quantity.OfNumber<SampleEntry>(
        "time_s", "s", "End of the row's period on the cell's clock: the board's uptime, joined over restarts.",
        entry => entry.TimeS);

    /// <summary>End of the row's period in UTC.</summary>
    public static Quantity<SampleEntry> Utc { get; } =
        Quantity.OfUtc<SampleEntry>("utc", "End of the row's period in UTC.", entry => entry.UtcMs);

    /// <summary>Cell voltage.</summary>
    public static Quantity<SampleEntry> Voltage { get; } =
        Quantity.OfNumber<SampleEntry>("voltage_v", "V", "Cell voltage.", entry => entry.Row.VoltageV)
            with
        { Title = "Voltage", Shown = new ShownAs("V", 1, 4), IsField = true };

    /// <summary>Current.</summary>
    public static Quantity<SampleEntry> Current { get; } =
        Quantity.OfNumber<SampleEntry>("current_a", "A", "Current; positive charges.", entry => entry.Row.CurrentA)
            with
        { Title = "Current", Shown = new ShownAs("mA", 1000, 3), IsField = true };

    /// <summary>Temperature.</summary>
    public static Quantity<SampleEntry> Temperature { get; } =
        Quantity.OfNumber<SampleEntry>("temperature_degc", "degC", "Temperature.", entry => entry.Row.TemperatureDegC)
            with
        { Title = "Temperature", Shown = new ShownAs("degC", 1, 1), IsField = true };

    /// <summary>Stack pressure.</summary>
    public static Quantity<SampleEntry> Pressure { get; } =
        Quantity.OfNumber<SampleEntry>("pressure_mpa", "MPa", "Stack pressure.", entry => entry.Row.PressureMpa)
            with
        { Title = "Stack pressure", IsField = true };

    /// <summary>A converter stood at the end of its range.</summary>
    public static Quantity<SampleEntry> Saturated { get; } = Quantity.OfFlag<SampleEntry>(
        "saturated", "A converter of voltage or current stood at the end of its range.", entry => entry.Row.Saturated) with
    { IsField = true };

    /// <summary>What is measured.</summary>
    public static IReadOnlyList<Quantity<SampleEntry>> Measured { get; } = [Voltage, Current, Temperature, Pressure];

    /// <summary>All of them, in the order of columns.</summary>
    public static IReadOnlyList<Quantity<SampleEntry>> All { get; } =
    [
        Cell, Utc, Time, Voltage, Current, Temperature, Pressure, Saturated,
        Quantity.OfText<SampleEntry>(
            "utc_quality", "How well UTC is known: synchronised, holdover, estimated; empty: not at all.", entry =>
            NameOf(entry.Quality)),
    ];

    private static string NameOf(DateQuality quality) => quality switch
    {
        DateQuality.Estimated => "estimated",
        DateQuality.Holdover => "holdover",
        DateQuality.Synchronised => "synchronised",
        _ => "",
    };
}

/// <summary>A row of a cell with what its quantities are taken from.</summary>
/// <param name="Cell">The cell, BOARD/SLOT.</param>
/// <param name="Row">The row.</param>
/// <param name="TimeS">Its time on the cell's clock, s.</param>
/// <param name="UtcMs">The same in UTC, Unix ms; null: not known.</param>
/// <param name="Quality">How well UTC is known.</param>
public readonly record struct SampleEntry(string Cell, CellRow Row, double TimeS, long? UtcMs, DateQuality Quality);
