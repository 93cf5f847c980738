using System;
using System.IO;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Device.Board;

/// <summary>
/// Flash as files, one a segment: a missing file is an erased segment, and what lies beyond a file's end was never written. A
/// file is closed after every write, which is what commits it.
/// </summary>
public sealed class SegmentFiles : IFlash
{
    private const byte Erased = 0xFF;

    private readonly string _stem;
    private readonly int[] _lengths;

    /// <summary>Opens what is there.</summary>
    /// <param name="folder">Made if it is not there: I:\ring, D:\ring.</param>
    /// <param name="segmentCount">Files at most.</param>
    /// <param name="segmentLength">Bytes of a file at most.</param>
    public SegmentFiles(string folder, int segmentCount, int segmentLength)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
        }

        _stem = folder + "\\";
        SegmentLength = segmentLength;
        _lengths = new int[segmentCount];
        for (int i = 0; i < segmentCount; i++)
        {
            _lengths[i] = LengthOf(i);
        }
    }

    /// <inheritdoc/>
    public int SegmentCount => _lengths.Length;

    /// <inheritdoc/>
    public int SegmentLength { get; }

    /// <inheritdoc/>
    public bool Read(int segment, int offset, byte[] buffer, int bufferOffset, int count)
    {
        int held = _lengths[segment] - offset;
        held = held < 0 ? 0 : held < count ? held : count;
        for (int i = held; i < count; i++)
        {
            buffer[bufferOffset + i] = Erased;
        }

        return held == 0 || TryRead(segment, offset, buffer, bufferOffset, held);
    }

    /// <inheritdoc/>
    public bool Write(int segment, int offset, byte[] buffer, int bufferOffset, int count)
    {
        try
        {
            using (FileStream file = new FileStream(PathOf(segment), FileMode.OpenOrCreate, FileAccess.ReadWrite))
            {
                file.Seek(_lengths[segment] < offset ? _lengths[segment] : offset, SeekOrigin.Begin);
                for (int at = _lengths[segment]; at < offset; at++)
                {
                    file.WriteByte(Erased);
                }

                file.Write(buffer, bufferOffset, count);
                file.Flush();
            }

            int end = offset + count;
            _lengths[segment] = _lengths[segment] > end ? _lengths[segment] : end;
            return true;
        }
        catch (Exception)
        {
            _lengths[segment] = LengthOf(segment);
            return false;
        }
    }

    /// <inheritdoc/>
    public bool Erase(int segment)
    {
        try
        {
            if (File.Exists(PathOf(segment)))
            {
                File.Delete(PathOf(segment));
            }

            _lengths[segment] = 0;
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private bool TryRead(int segment, int offset, byte[] buffer, int bufferOffset, int count)
    {
        try
        {
            using (FileStream file = new FileStream(PathOf(segment), FileMode.Open, FileAccess.Read))
            {
                file.Seek(offset, SeekOrigin.Begin);
                return file.Read(buffer, bufferOffset, count) == count;
            }
        }
        catch (Exception)
        {
            return false;
        }
    }

    private int LengthOf(int segment)
    {
        try
        {
            if (!File.Exists(PathOf(segment)))
            {
                return 0;
            }

            using (FileStream file = new FileStream(PathOf(segment), FileMode.Open, FileAccess.Read))
            {
                return (int)file.Length;
            }
        }
        catch (Exception)
        {
            // Unreadable: as if it were full, so that nothing is written to it before it is erased.
            return SegmentLength;
        }
    }

    private string PathOf(int segment) => _stem + segment.ToString() + ".seg";
}
