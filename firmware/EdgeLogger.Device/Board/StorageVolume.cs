using System;
using System.IO;
using nanoFramework.System.IO.FileSystem;

namespace EdgeLogger.Device.Board;

/// <summary>
/// Where the ring lies, and how large it is: a microSD card if there is one, else the flash chip. docs/specs/device.md.
/// </summary>
public static class StorageVolume
{
    private const string FlashDrive = "I:\\";
    private const long LargeFlash = 1_500_000;
    private const int ConfigurationSegments = 4;
    private const int ConfigurationSegmentLength = 8 * 1024;

    /// <summary>The ring's segments.</summary>
    public static SegmentFiles OpenRing()
    {
        if (TryMountCard())
        {
            return new SegmentFiles("D:\\ring", 64, 64 * 1024);
        }

        return new DriveInfo(FlashDrive).TotalSize >= LargeFlash
            ? new SegmentFiles("I:\\ring", 20, 64 * 1024)
            : new SegmentFiles("I:\\ring", 16, 8 * 1024);
    }

    /// <summary>The configuration's segments. They stay on the flash chip, so that a card may be changed.</summary>
    public static SegmentFiles OpenConfiguration() =>
        new SegmentFiles("I:\\config", ConfigurationSegments, ConfigurationSegmentLength);

    // Not every firmware has the driver, not every board the slot: any failure means that there is no card.
    private static bool TryMountCard()
    {
        try
        {
            SDCardMmcParameters wiring = new SDCardMmcParameters();
            wiring.dataWidth = SDCard.SDDataWidth._1_bit;
            SDCard card = new SDCard(wiring);
            card.Mount();
            return card.IsMounted;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
