using System;
using System.Buffers.Binary;
using System.IO;

namespace EdgeLogger.FrameLog.Sqlite;

/// <summary>
/// Looks for an unfinished transaction at the end of a log that was killed: SQLite leaves it out without a word. Changes nothing.
/// Format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log.
/// </summary>
public static class WalTail
{
    private const int HeaderLength = 32;
    private const int FrameHeaderLength = 24;
    private const uint MagicLittleEndian = 0x377f0682;
    private const uint MagicBigEndian = 0x377f0683;

    /// <summary>
    /// Bytes after the last whole transaction that belong to one that was begun; 0 if there are none, or no such file.
    /// </summary>
    /// <param name="directory">The data directory; no gateway is running on it.</param>
    public static long TornBytes(string directory)
    {
        string path = FrameLogFiles.Database(directory) + "-wal";
        if (!File.Exists(path))
        {
            return 0;
        }

        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 20);
        return TornBytes(file);
    }

    private static long TornBytes(Stream file)
    {
        byte[] header = new byte[HeaderLength];
        int read = file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false);
        uint magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (read < HeaderLength || magic is not (MagicLittleEndian or MagicBigEndian))
        {
            return read;
        }

        Checksum sum = new(magic == MagicBigEndian);
        sum.Add(header.AsSpan(0, 24));
        byte[] frame = new byte[FrameHeaderLength + BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(8))];
        long torn = 0;
        while ((read = file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false)) > 0)
        {
            // Frames of an earlier round of the file, which is written over from its beginning, have another salt.
            bool isOfThisRound = read < 16 || frame.AsSpan(8, 8).SequenceEqual(header.AsSpan(16, 8));
            if (!isOfThisRound)
            {
                break;
            }

            torn += read;
            if (read < frame.Length)
            {
                break;
            }

            sum.Add(frame.AsSpan(0, 8));
            sum.Add(frame.AsSpan(FrameHeaderLength));
            if (!sum.Is(frame.AsSpan(16, 8)))
            {
                // What follows cannot be judged any more.
                return torn + RestOfRound(file, frame, header);
            }

            bool isCommit = BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) != 0;
            torn = isCommit ? 0 : torn;
        }

        return torn;
    }

    private static long RestOfRound(Stream file, byte[] frame, byte[] header)
    {
        long bytes = 0;
        int read;
        while ((read = file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false)) >= 16
            && frame.AsSpan(8, 8).SequenceEqual(header.AsSpan(16, 8)))
        {
            bytes += read;
        }

        return bytes;
    }

    private sealed class Checksum(bool bigEndian)
    {
        private uint _first;
        private uint _second;

        public void Add(ReadOnlySpan<byte> bytes)
        {
            for (int i = 0; i < bytes.Length; i += 8)
            {
                _first += Read(bytes[i..]) + _second;
                _second += Read(bytes[(i + 4)..]) + _first;
            }
        }

        public bool Is(ReadOnlySpan<byte> stored) =>
            BinaryPrimitives.ReadUInt32BigEndian(stored) == _first
            && BinaryPrimitives.ReadUInt32BigEndian(stored[4..]) == _second;

        private uint Read(ReadOnlySpan<byte> bytes) =>
            bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }
}
