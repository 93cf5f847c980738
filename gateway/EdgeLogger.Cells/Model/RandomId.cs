using System;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EdgeLogger.Cells.Model;

/// <summary>Ids of cells, tests and notes.</summary>
internal static class RandomId
{
    /// <summary>A random number of 64 bits that is not 0: 0 is none.</summary>
    public static ulong New()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        ulong id = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return id == 0 ? New() : id;
    }
}
