using System.Collections.Generic;

namespace EdgeLogger.Hardware.Parts;

/// <summary>
/// MAX31865 (Analog Devices, formerly Maxim; 19-6478 rev. 3): platinum thermometer to 15 bits of the reference resistor, over
/// SPI.
/// </summary>
public static class Max31865Sheet
{
    private const string Sheet6478 = "MAX31865, 19-6478 rev. 3, first page";

    /// <summary>Codes from nothing to the reference resistor.</summary>
    public const int Codes = 1 << 15;

    /// <summary>Total error of the ratio over all conditions, ppm of full scale.</summary>
    public static Spec RatioErrorPpm
    { get; } = new(200, 500, "Benefits and Features, total accuracy; typical value not in the sheet", Sheet6478);

    /// <summary>Noise of one conversion, codes rms.</summary>
    public static Spec NoiseCodes { get; } = new(0.35, double.NaN, "Electrical Characteristics, input-referred noise 150 uVrms "
        + "of 2 V over 15 bits is less; taken as quantisation");

    /// <summary>Time of one conversion with the 50 Hz filter, s.</summary>
    public static Spec ConversionS { get; } = new(20e-3, 21e-3, "Benefits and Features, conversion time", Sheet6478);

    /// <summary>The sheet.</summary>
    public static Sheet Sheet { get; } = new("MAX31865ATP+", "Analog Devices", "19-6478 rev. 3", new KeyValuePair<string, Spec>[]
    {
        Parts.Sheet.Row(nameof(RatioErrorPpm), RatioErrorPpm),
        Parts.Sheet.Row(nameof(NoiseCodes), NoiseCodes),
        Parts.Sheet.Row(nameof(ConversionS), ConversionS),
    });
}
