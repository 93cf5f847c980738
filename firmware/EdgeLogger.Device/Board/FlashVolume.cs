using System;
using System.IO;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Device.Board;

/// <summary>A drive of which nobody knows the size.</summary>
public sealed class FlashVolume : IVolume
{
    // A block of LittleFS.
    private const int BlockLength = 4096;

    private readonly string _root;
    private readonly string _trial;

    /// <param name="root">With the separator: <c>I:\</c>.</param>
    public FlashVolume(string root)
    {
        _root = root;
        _trial = root + "trial";
    }

    /// <inheritdoc/>
    public bool HasFolder(string name) => Directory.Exists(_root + name);

    /// <inheritdoc/>
    public bool HasRoomFor(int bytes)
    {
        bool fits = TryWrite(bytes);
        Remove();
        return fits;
    }

    private bool TryWrite(int bytes)
    {
        try
        {
            byte[] block = new byte[BlockLength];
            using (FileStream file = new FileStream(_trial, FileMode.Create, FileAccess.ReadWrite))
            {
                for (int written = 0; written < bytes; written += BlockLength)
                {
                    file.Write(block, 0, BlockLength);
                }

                file.Flush();
            }

            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private void Remove()
    {
        try
        {
            if (File.Exists(_trial))
            {
                File.Delete(_trial);
            }
        }
        catch (Exception)
        {
            // It takes room that the ring then does not have; the ring counts what the medium refuses.
        }
    }
}
