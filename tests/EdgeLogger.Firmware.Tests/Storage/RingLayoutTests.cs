using System.Collections.Generic;
using System.Text.Json;
using EdgeLogger.Firmware.Board;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Firmware.Tests.Board;
using EdgeLogger.VirtualBench.Flash;

namespace EdgeLogger.Firmware.Tests.Storage;

/// <summary>How large the ring is on a volume that does not report its size.</summary>
public sealed class RingLayoutTests
{
    private const int SmallVolume = 256 * 1024;
    private const int LargeVolume = 2 * 1024 * 1024;

    [Fact]
    public void A_volume_of_8_MB_flash_gets_the_large_ring_and_one_of_4_MB_the_small_one()
    {
        RingLayout large = RingLayout.Of(new SizedVolume(LargeVolume));
        RingLayout small = RingLayout.Of(new SizedVolume(SmallVolume));

        Assert.Equal((20, 65536), (large.SegmentCount, large.SegmentLength));
        Assert.Equal((16, 8192), (small.SegmentCount, small.SegmentLength));
        Assert.NotEqual(large.Folder, small.Folder);
    }

    [Theory]
    [InlineData(LargeVolume)]
    [InlineData(SmallVolume)]
    public void A_ring_stays_where_it_is_when_the_volume_has_filled_and_is_not_tried_again(int bytes)
    {
        SizedVolume volume = new(bytes);
        RingLayout first = RingLayout.Of(volume);
        volume.Folders.Add(first.Folder);
        volume.Used = bytes;
        RingLayout again = RingLayout.Of(volume);

        Assert.Equal((first.Folder, first.SegmentCount), (again.Folder, again.SegmentCount));
        Assert.Equal(1, volume.Trials);
    }

    [Fact]
    public void A_ring_of_firmware_that_always_made_the_small_one_keeps_its_frames()
    {
        SizedVolume volume = new(LargeVolume) { Folders = { "ring" } };

        Assert.Equal(8192, RingLayout.Of(volume).SegmentLength);
        Assert.Equal(0, volume.Trials);
    }

    [Theory]
    [InlineData(LargeVolume, 12.0)]
    [InlineData(SmallVolume, 0.9)]
    public void Four_slots_at_a_row_a_second_last_as_long_as_docs_say_and_the_state_reports_it(int bytes, double hours)
    {
        RingLayout layout = RingLayout.Of(new SizedVolume(bytes));
        DocumentLink link = new();
        CoreBench bench = new(4, link, new MemoryFlash(layout.SegmentCount, layout.SegmentLength));
        bench.Run(20 * 60_000_000L);

        using JsonDocument state = JsonDocument.Parse(link.Retained["el/1/board-1/state"]);
        foreach (JsonElement stream in state.RootElement.GetProperty("streams").EnumerateArray())
        {
            Assert.InRange(stream.GetProperty("capacity_h").GetDouble(), 0.85 * hours, 1.15 * hours);
        }
    }

    /// <summary>A volume of a size that it keeps to itself.</summary>
    private sealed class SizedVolume(int bytes) : IVolume
    {
        public HashSet<string> Folders { get; } = [];

        public int Used { get; set; } = 40 * 1024;

        public int Trials { get; private set; }

        public bool HasFolder(string name) => Folders.Contains(name);

        public bool HasRoomFor(int wanted)
        {
            Trials++;
            return wanted <= bytes - Used;
        }
    }
}
