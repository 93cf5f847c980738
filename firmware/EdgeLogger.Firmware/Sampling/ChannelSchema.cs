namespace EdgeLogger.Firmware.Sampling;

/// <summary>
/// What a raw code of one channel means: value = (code x scale + offset), then the conversion. Scale and offset are decimal
/// mantissa and exponent, so that the board writes them and the gateway reads them without a rounding in between.
/// </summary>
public sealed class ChannelSchema
{
    /// <summary>voltage, current, temperature or pressure.</summary>
    public string Quantity = "";

    /// <summary>Unit of the value after the conversion: V, A, degC, MPa.</summary>
    public string Unit = "";

    /// <summary>Value of one code = mantissa x 10^exponent.</summary>
    public long ScaleMantissa;
    public int ScaleExponent;

    /// <summary>Value of code 0 = mantissa x 10^exponent.</summary>
    public long OffsetMantissa;
    public int OffsetExponent;

    /// <summary>"linear", or "rtd:1000" for ohms of an IEC 60751 thermometer with 1000 ohm at 0 degC.</summary>
    public string Conversion = "linear";

    /// <summary>The converter: ADS122C04, NAU7802.</summary>
    public string Chip = "";

    /// <summary>Day of the last calibration, yyyy-mm-dd; empty if never.</summary>
    public string Calibrated = "";
}
