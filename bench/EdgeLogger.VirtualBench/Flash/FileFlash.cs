using System;
using System.IO;
using EdgeLogger.Firmware.Seams;
using Microsoft.Win32.SafeHandles;

namespace EdgeLogger.VirtualBench.Flash;

/// <summary>
/// Flash in a file, so that a virtual board keeps its ring over the end of its process. Bytes are stored inverted: a new, empty
/// file reads as erased.
/// </summary>
public sealed class FileFlash : IFlash, IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly byte[] _scratch;

    /// <summary>Opens the file, and makes it if there is none. No second process can open it meanwhile.</summary>
    /// <exception cref="IOException">The file is in use, cannot be made, or has another size.</exception>
    public FileFlash(string path, int segmentCount, int segmentLength)
    {
        SegmentCount = segmentCount;
        SegmentLength = segmentLength;
        _scratch = new byte[segmentLength];
        _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        long wanted = (long)segmentCount * segmentLength;
        long found = RandomAccess.GetLength(_file);
        if (found == 0)
        {
            RandomAccess.SetLength(_file, wanted);
        }
        else if (found != wanted)
        {
            _file.Dispose();
            throw new IOException($"{path} holds a flash of {found} bytes, not {wanted}: give the size it was "
                + "made with, or another file.");
        }
    }

    /// <inheritdoc/>
    public int SegmentCount { get; }

    /// <inheritdoc/>
    public int SegmentLength { get; }

    /// <inheritdoc/>
    public bool Read(int segment, int offset, byte[] buffer, int bufferOffset, int count)
    {
        Span<byte> place = buffer.AsSpan(bufferOffset, count);
        if (RandomAccess.Read(_file, place, At(segment, offset)) != count)
        {
            return false;
        }

        Invert(place);
        return true;
    }

    /// <inheritdoc/>
    public bool Write(int segment, int offset, byte[] buffer, int bufferOffset, int count)
    {
        Span<byte> inverted = _scratch.AsSpan(0, count);
        buffer.AsSpan(bufferOffset, count).CopyTo(inverted);
        Invert(inverted);
        return TryWrite(inverted, At(segment, offset));
    }

    /// <inheritdoc/>
    public bool Erase(int segment)
    {
        Array.Clear(_scratch);
        return TryWrite(_scratch, At(segment, 0));
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static void Invert(Span<byte> bytes)
    {
        foreach (ref byte b in bytes)
        {
            b = (byte)~b;
        }
    }

    private bool TryWrite(ReadOnlySpan<byte> bytes, long at)
    {
        try
        {
            RandomAccess.Write(_file, bytes, at);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private long At(int segment, int offset) => (long)segment * SegmentLength + offset;
}
