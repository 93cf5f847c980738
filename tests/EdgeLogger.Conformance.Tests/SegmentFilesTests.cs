using System;
using System.IO;
using System.Linq;
using EdgeLogger.Device.Board;
using EdgeLogger.Firmware.Storage;
using EdgeLogger.Frames;

namespace EdgeLogger.Conformance.Tests;

/// <summary>Flash as files. Here the file system is this machine's; on a board it is LittleFS or FAT.</summary>
public sealed class SegmentFilesTests : IDisposable
{
    private const int SegmentLength = 4096;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "edgelogger-" + Path.GetRandomFileName(), "ring");
    private readonly byte[] _buffer = new byte[SegmentLength];

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, true);

    [Fact]
    public void What_was_never_written_reads_as_erased()
    {
        Assert.True(Open().Read(3, 100, _buffer, 0, 50));

        Assert.All(_buffer.Take(50), one => Assert.Equal(0xFF, one));
    }

    [Fact]
    public void A_write_is_there_after_the_files_are_opened_again_and_what_was_skipped_is_erased()
    {
        byte[] data = [1, 2, 3, 4, 5];
        SegmentFiles files = Open();
        Assert.True(files.Write(1, 10, data, 1, 3));
        Assert.True(files.Write(1, 20, data, 0, 5));

        Assert.True(Open().Read(1, 8, _buffer, 0, 20));

        Assert.Equal([0xFF, 0xFF, 2, 3, 4, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3, 4, 5, 0xFF, 0xFF, 0xFF],
            _buffer.Take(20));
    }

    [Fact]
    public void An_erased_segment_is_empty_and_stays_so()
    {
        SegmentFiles files = Open();
        Assert.True(files.Write(0, 0, [7, 7], 0, 2));
        Assert.True(files.Erase(0));
        Assert.True(files.Erase(0));

        Assert.True(files.Read(0, 0, _buffer, 0, 2));
        Assert.Equal([0xFF, 0xFF], _buffer.Take(2));
        Assert.True(Open().Read(0, 0, _buffer, 0, 2));
        Assert.Equal([0xFF, 0xFF], _buffer.Take(2));
    }

    [Fact]
    public void A_ring_in_files_goes_round_and_survives_restarts()
    {
        var writer = new FrameWriter();
        uint last = 0;
        for (int boot = 1; boot <= 3; boot++)
        {
            var ring = new FrameRing(Open());
            Assert.True(ring.Mount(77));
            Assert.Equal((uint)boot, ring.BootCount);
            Assert.Equal(last + 1, ring.NextSequence);
            for (int i = 0; i < 200; i++)
            {
                last = ring.NextSequence;
                writer.BeginAnchor(ring.StreamId, ring.BootCount, 1, i);
                Assert.True(ring.TryAppend(writer.Buffer, writer.Finish(last, TimeQuality.None, 0, new Counters())));
            }

            Assert.True(ring.TryRead(last, _buffer, out int length));
            Assert.True(FrameRing.IsWhole(_buffer, length));
        }
    }

    private SegmentFiles Open() => new(_folder, 4, SegmentLength);
}
