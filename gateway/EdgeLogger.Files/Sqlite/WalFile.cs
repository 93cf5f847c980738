using System;
using System.Buffers.Binary;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace EdgeLogger.Files.Sqlite;

/// <summary>
/// The write-ahead log of a database whose only writer watches it. SQLite overwrites it from its begin and lets it grow; it never
/// makes it shorter than `journal_size_limit`, and its header is always whole. Reading it by another handle is safe: SQLite's
/// locks are on the other files.
/// </summary>
/// <param name="path">The write-ahead log.</param>
/// <param name="sizeLimit">`journal_size_limit` of the connection, bytes.</param>
internal sealed class WalFile(string path, long sizeLimit)
{
    private const int HeaderLength = 32;
    private const int SumAt = 24;
    private const uint MagicLittle = 0x377F0682;
    private const uint MagicBig = 0x377F0683;

    private readonly byte[] _header = new byte[HeaderLength];
    private long _length;

    /// <summary>What another program did to it; null if nothing.</summary>
    public TakenFile? Look()
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            long length = RandomAccess.GetLength(file);
            if (length < Math.Min(_length, sizeLimit))
            {
                return new TakenFile($"{path} was cut by another program: what was not yet in the main file is lost.",
                    CanBeRescued: false);
            }

            if (length > 0 && (RandomAccess.Read(file, _header, 0) < HeaderLength || !IsWhole(_header)))
            {
                return new TakenFile($"{path} was written by another program.", CanBeRescued: true);
            }

            _length = length;
            return null;
        }
        catch (FileNotFoundException)
        {
            // Its owner knows whether there ought to be one.
            return null;
        }
    }

    // The header's own sum, as https://www.sqlite.org/fileformat2.html#walformat has it: over six numbers, in the byte order that
    // the magic number says.
    private static bool IsWhole(ReadOnlySpan<byte> header)
    {
        uint magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (magic is not (MagicLittle or MagicBig))
        {
            return false;
        }

        uint first = 0;
        uint second = 0;
        for (int at = 0; at < SumAt; at += 8)
        {
            first = unchecked(first + Word(header[at..], magic) + second);
            second = unchecked(second + Word(header[(at + 4)..], magic) + first);
        }

        return first == BinaryPrimitives.ReadUInt32BigEndian(header[SumAt..])
            && second == BinaryPrimitives.ReadUInt32BigEndian(header[(SumAt + 4)..]);
    }

    private static uint Word(ReadOnlySpan<byte> bytes, uint magic) => magic == MagicBig
        ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
        : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
