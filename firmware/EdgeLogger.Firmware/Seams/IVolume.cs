namespace EdgeLogger.Firmware.Seams;

/// <summary>
/// Seam to a file system that does not report its size, as nanoFramework's LittleFS does not. The device binds it to the flash
/// chip's drive, the tests to one of a given size.
/// </summary>
public interface IVolume
{
    /// <summary>Whether there is a folder of this name.</summary>
    bool HasFolder(string name);

    /// <summary>
    /// Writes a file of this length and removes it. False if it does not fit. A loss of power in between may leave the file; the
    /// next call removes it.
    /// </summary>
    bool HasRoomFor(int bytes);
}
