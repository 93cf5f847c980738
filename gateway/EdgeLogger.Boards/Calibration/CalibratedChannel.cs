using System;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using EdgeLogger.Units;

namespace EdgeLogger.Boards.Calibration;

/// <summary>One channel of a slot, as the board's configuration describes it: what its code is worth by the parts alone.</summary>
/// <param name="Name">voltage, current, temperature or pressure.</param>
/// <param name="Unit">Unit of a reference point as a person gives it: V, A, degC, MPa.</param>
/// <param name="NominalScale">Value of one code by the parts' values: V, A, ohm or MPa.</param>
/// <param name="RtdR0Ohm">Resistance at 0 degC of the platinum thermometer; 0 for other channels.</param>
public sealed record CalibratedChannel(string Name, string Unit, double NominalScale, double RtdR0Ohm)
{
    private const double CodesPerUnity = 1 << 23;
    private const double ThermometerGain = 2;

    // An INA228's codes (data sheet SBOS862): bus 195.3125 uV; shunt 312.5 nV, 78.125 nV in the narrow range.
    private const double InaBusV = 195.3125e-6;
    private const double InaShuntV = 312.5e-9;

    /// <summary>The value that is fitted for a reference as a person gives it: ohms for degC, else itself.</summary>
    public double Fitted(double reference) => RtdR0Ohm > 0 ? RtdCurve.ResistanceOhm(reference, RtdR0Ohm) : reference;

    /// <summary>What one unit of the person's is in units of the fit, near a reference.</summary>
    public double FittedPerUnit(double reference) => RtdR0Ohm > 0 ? (Fitted(reference + 0.5) - Fitted(reference - 0.5)) : 1;

    /// <summary>Finds a channel in a board's configuration.</summary>
    /// <exception cref="BoardException">There is no such slot, or the channel is not fitted.</exception>
    public static CalibratedChannel Find(JsonObject configuration, int slot, string channel)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        JsonNode found = configuration["slots"]?.AsArray().FirstOrDefault(each => (int?)each?["slot"] == slot)
            ?? throw new BoardException($"The board's configuration has no slot {slot}.");
        JsonNode part = found[channel] ?? throw new BoardException($"Slot {slot} has no {channel} sensor: its configuration says null.");
        string chip = (string?)part["chip"] ?? "";
        return channel switch
        {
            "voltage" => new CalibratedChannel(channel, "V", chip == "INA228"
                ? InaBusV * Number(part, "divider_ppm") * 1e-6
                : Number(part, "reference_uv") * Number(part, "divider_ppm") * 1e-12 / CodesPerUnity, 0),
            "current" => new CalibratedChannel(channel, "A", chip == "INA228"
                ? InaShuntV / ((bool?)part["narrow_range"] == true ? 4 : 1) / (Number(part, "shunt_uohm") * 1e-6)
                : Number(part, "reference_uv") / CodesPerUnity / Number(part, "gain") / Number(part, "shunt_uohm"), 0),
            "temperature" => new CalibratedChannel(
                channel, "degC", Number(part, "reference_mohm") * 1e-3 / CodesPerUnity / ThermometerGain, Number(part, "r0_ohm")),
            "pressure" => new CalibratedChannel(
                channel, "MPa", Number(part, "nn_per_code") * 1e-3 / Number(found["geometry"]!, "piston_um2"), 0),
            _ => throw new BoardException($"'{channel}' is no channel: voltage, current, temperature or pressure."),
        };
    }

    /// <summary>A value with its unit.</summary>
    public string Text(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:G6} {Unit}");

    private static double Number(JsonNode part, string name) =>
        (double?)part[name] ?? throw new BoardException($"The board's configuration does not tell {name}.");
}
