using System;
using System.Collections.Generic;
using System.Globalization;
using EdgeLogger.Traces;

namespace EdgeLogger.Web.Components.Cell;

/// <summary>One of the quantities that a cell's rows have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">What it is shown in.</param>
/// <param name="Colour">The colour it is drawn in.</param>
/// <param name="Factor">What a value is multiplied by to be shown.</param>
/// <param name="Decimals">Digits behind the point.</param>
/// <param name="Of">Takes it from a span.</param>
public sealed record TraceQuantity(string Name, string Unit, int Colour, double Factor, int Decimals, Func<TraceSpan, Extent> Of)
{
    /// <summary>Voltage, current, temperature, stack pressure: from above to below.</summary>
    public static IReadOnlyList<TraceQuantity> All { get; } =
    [
        new("Voltage", "V", 0, 1, 4, span => span.VoltageV),
        new("Current", "mA", 1, 1000, 4, span => span.CurrentA),
        new("Temperature", "\u00b0C", 2, 1, 2, span => span.TemperatureDegC),
        new("Pressure", "MPa", 3, 1, 3, span => span.PressureMpa),
    ];

    /// <summary>A value with its unit.</summary>
    public string WithUnit(double value) => $"{Number(value)} {Unit}";

    /// <summary>A value as it is shown, without its unit.</summary>
    public string Number(double value) => (Factor * value)
        .ToString("F" + Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '\u2212');
}
