using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Storage;

/// <summary>
/// Where on the flash chip the ring lies, and how large it is. The volume's size follows from the chip's, by nanoFramework's
/// partition tables: 256 KB on 4 MB, 2 MB on 8 MB, more on larger ones. It does not report it, so it is tried once, by writing;
/// from then on the folder's name says what was chosen, whatever the volume holds meanwhile.
/// </summary>
public sealed class RingLayout
{
    // More than the smaller volume is, so that no other files in the larger one make a difference.
    private const int MoreThanSmall = 320 * 1024;

    private RingLayout(string folder, int segmentCount, int segmentLength)
    {
        Folder = folder;
        SegmentCount = segmentCount;
        SegmentLength = segmentLength;
    }

    /// <summary>The folder's name on its volume.</summary>
    public string Folder { get; }

    /// <summary>Segments, for all slots together.</summary>
    public int SegmentCount { get; }

    /// <summary>Bytes of one segment.</summary>
    public int SegmentLength { get; }

    /// <summary>On a microSD card: 4 MB.</summary>
    public static RingLayout OfCard() => new RingLayout("ring", 64, 64 * 1024);

    /// <summary>
    /// On the flash chip: 1.25 MB, or 128 KB on a volume of 256 KB. A ring that is there already stays what it is. The trial at
    /// the first start takes about five seconds.
    /// </summary>
    public static RingLayout Of(IVolume volume)
    {
        RingLayout large = new RingLayout("ring-large", 20, 64 * 1024);
        RingLayout small = new RingLayout("ring", 16, 8 * 1024);
        if (volume.HasFolder(large.Folder))
        {
            return large;
        }

        return !volume.HasFolder(small.Folder) && volume.HasRoomFor(MoreThanSmall) ? large : small;
    }
}
