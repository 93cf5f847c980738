using System;
using EdgeLogger.Firmware.Storage;
using nanoFramework.System.IO.FileSystem;

namespace EdgeLogger.Device.Board;

/// <summary>Where the ring lies: on a microSD card if there is one, else on the flash chip. docs/specs/device.md.</summary>
public static class StorageVolume
{
    private const string CardDrive = "D:\\";
    private const string FlashDrive = "I:\\";
    private const int ConfigurationSegments = 4;
    private const int ConfigurationSegmentLength = 8 * 1024;

    /// <summary>The ring's segments.</summary>
    public static SegmentFiles OpenRing() => TryMountCard()
        ? Open(CardDrive, RingLayout.OfCard())
        : Open(FlashDrive, RingLayout.Of(new FlashVolume(FlashDrive)));

    /// <summary>The configuration's segments. They stay on the flash chip, so that a card may be changed.</summary>
    public static SegmentFiles OpenConfiguration() =>
        new SegmentFiles(FlashDrive + "config", ConfigurationSegments, ConfigurationSegmentLength);

    private static SegmentFiles Open(string drive, RingLayout layout) =>
        new SegmentFiles(drive + layout.Folder, layout.SegmentCount, layout.SegmentLength);

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
