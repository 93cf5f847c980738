using EdgeLogger.Cells.Names;

namespace EdgeLogger.Cells.Model;

/// <summary>What a test is run under. Null or empty is not known.</summary>
public sealed record TestConditions
{
    /// <summary>Stack pressure that was set, MPa.</summary>
    public double? PressureMpa { get; init; }

    /// <summary>Temperature that was set, degC.</summary>
    public double? TemperatureDegC { get; init; }

    /// <summary>The cycler that drives the cell, at most 100 characters.</summary>
    public string Cycler { get; init; } = "";

    /// <summary>Its channel, at most 64 characters.</summary>
    public string Channel { get; init; } = "";

    /// <summary>What it does, in words, at most 2000 characters.</summary>
    public string Protocol { get; init; } = "";

    internal TestConditions Checked()
    {
        if (PressureMpa is { } pressure && !(pressure is >= 0 and <= 10_000))
        {
            throw new CellBookException($"A set pressure of {pressure} MPa is none. Give 0 to 10000 MPa.");
        }

        if (TemperatureDegC is { } temperature && !(temperature is >= -273.15 and <= 2000))
        {
            throw new CellBookException($"A set temperature of {temperature} degC is none. Give -273.15 to 2000 degC.");
        }

        return this with
        {
            Cycler = BoundedText.Line("The cycler", Cycler, 100),
            Channel = BoundedText.Line("The channel", Channel, 64),
            Protocol = BoundedText.Lines("The protocol", Protocol, 2000),
        };
    }
}
