using EdgeLogger.Cells.Model;
using EdgeLogger.Units;

namespace EdgeLogger.Derivation.Schemas;

/// <summary>How a raw code of one channel becomes a value.</summary>
/// <param name="Quantity">voltage, current, temperature or pressure.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Scale">Value of one code, before the conversion.</param>
/// <param name="Offset">Value of code 0, before the conversion.</param>
/// <param name="RtdR0Ohm">Resistance at 0 degC of the platinum thermometer whose ohms these are; 0 where the channel is
/// linear.</param>
/// <param name="Thermistor">The curve of the thermistor whose ohms these are; null where there is none.</param>
public sealed record ChannelScale(string Quantity, string Unit, double Scale, double Offset, double RtdR0Ohm,
    ThermistorScale? Thermistor = null)
{
    /// <summary>The day on which the slot was calibrated, as the board has it; "" if it has none.</summary>
    public string Calibrated { get; init; } = "";

    /// <summary>What the board has sent as scale and offset, if others are taken instead; else null.</summary>
    public CodeLine? Sent { get; init; }

    /// <summary>What gives codes their value.</summary>
    public RowCalibration Calibration => new(Quantity, Sent ?? new CodeLine(Scale, Offset))
    {
        Right = Sent is null ? null : new CodeLine(Scale, Offset),
        Calibrated = Calibrated.Length > 0 ? Calibrated : null,
    };

    /// <summary>The value of a code, in <see cref="Unit"/>.</summary>
    public double Value(double code)
    {
        double value = (code * Scale) + Offset;
        return RtdR0Ohm > 0 ? RtdCurve.TemperatureDegC(value, RtdR0Ohm) : Thermistor?.TemperatureDegC(value) ?? value;
    }
}
