using System;
using System.IO;
using EdgeLogger.Device.Board;

namespace EdgeLogger.Conformance.Tests;

/// <summary>The trial of a volume's size. Here the file system is this machine's; on a board it is LittleFS.</summary>
public sealed class FlashVolumeTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("edgelogger-").FullName + Path.DirectorySeparatorChar;

    public void Dispose() => Directory.Delete(_root, true);

    [Fact]
    public void A_trial_leaves_nothing_behind_nor_does_one_that_was_cut_short()
    {
        File.WriteAllBytes(_root + "trial", new byte[500_000]);

        Assert.True(new FlashVolume(_root).HasRoomFor(320 * 1024));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_root));
    }

    [Fact]
    public void What_cannot_be_written_does_not_fit() =>
        Assert.False(new FlashVolume(_root + "nowhere" + Path.DirectorySeparatorChar).HasRoomFor(4096));

    [Fact]
    public void A_folder_is_seen()
    {
        Directory.CreateDirectory(_root + "ring");

        Assert.True(new FlashVolume(_root).HasFolder("ring"));
        Assert.False(new FlashVolume(_root).HasFolder("ring-large"));
    }
}
