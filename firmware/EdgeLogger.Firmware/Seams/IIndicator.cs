namespace EdgeLogger.Firmware.Seams;

/// <summary>Seam to the board's lamp. The device binds it to a GPIO pin, the bench to a flag.</summary>
public interface IIndicator
{
    /// <summary>Lights the lamp or puts it out.</summary>
    void Set(bool isLit);
}
