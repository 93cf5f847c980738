using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using EdgeLogger.Boards.Commands;
using EdgeLogger.Units;

namespace EdgeLogger.Boards.Calibration;

/// <summary>
/// One channel of a slot, as the board reports it (docs/specs/board-commands.md): what its code is worth by the parts alone.
/// </summary>
/// <param name="Name">voltage, current, temperature or pressure.</param>
/// <param name="Unit">Unit of a reference point as a person gives it: V, A, degC, MPa.</param>
/// <param name="NominalScale">Value of one code by the parts' values, without the gain of a calibration: V, A, ohm or
/// MPa.</param>
/// <param name="Conversion">As in the schema document: linear, or the curve of a thermometer.</param>
public sealed record CalibratedChannel(string Name, string Unit, double NominalScale, string Conversion)
{
    /// <summary>Finds a channel in what a board reports.</summary>
    /// <exception cref="BoardException">There is no such slot or channel, or it does not answer.</exception>
    public static CalibratedChannel Find(JsonElement report, int slot, string channel)
    {
        JsonElement found = report.GetProperty("board").GetProperty("slots").EnumerateArray()
            .FirstOrDefault(each => each.GetProperty("slot").GetInt32() == slot);
        if (found.ValueKind != JsonValueKind.Object)
        {
            throw new BoardException($"The board has no slot {slot}.");
        }

        JsonElement part = found.GetProperty("channels").EnumerateArray()
            .First(each => each.GetProperty("channel").GetString() == channel);
        if (part.GetProperty("status").GetString() is "missing" or "error")
        {
            throw new BoardException($"The {channel} of slot {slot} gives no readings: check "
                + $"{part.GetProperty("chip").GetString()} and its wiring first.");
        }

        double gain = 1 + (part.GetProperty("gain_ppb").GetInt32() * 1e-9);
        CalibratedChannel known = new(
            channel, AnswerReading.Text(part, "unit"), part.GetProperty("scale").GetDouble() / gain,
            AnswerReading.Text(part, "conversion"));
        // A conversion that cannot be done is found here, and not after minutes of measuring.
        _ = known.Fitted(0);
        return known;
    }

    /// <summary>The value that is fitted for a reference as a person gives it: ohms for degC, else itself.</summary>
    public double Fitted(double reference)
    {
        string[] parts = Conversion.Split(':');
        double Part(int i) => double.Parse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture);
        return parts[0] switch
        {
            "rtd" => RtdCurve.ResistanceOhm(reference, Part(1)),
            "ntc" => ThermistorCurve.ResistanceOhm(reference, Part(1), Part(2), Part(3)),
            _ => reference,
        };
    }

    /// <summary>How much the fitted value changes with one unit of the person's, near a reference.</summary>
    public double FittedPerUnit(double reference) =>
        Conversion == "linear" ? 1 : Math.Abs(Fitted(reference + 0.5) - Fitted(reference - 0.5));

    /// <summary>A value with its unit.</summary>
    public string Text(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:G6} {Unit}");
}
