namespace EdgeLogger.Firmware.Seams;

/// <summary>
/// Seam to the microcontroller's own converter. The device binds it to System.Device.Adc, the bench to a model of its curve.
/// </summary>
public interface IOnChipAdc
{
    /// <summary>One conversion, 0 to 4,095, at the widest input range; below 0 if it failed.</summary>
    int Read(int channel);
}
