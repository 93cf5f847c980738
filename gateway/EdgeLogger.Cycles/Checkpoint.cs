using System;
using System.Buffers;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeLogger.Cycles;

/// <summary>The engine's state as bytes: version, length, and the state as it is in memory (little-endian).</summary>
internal static class Checkpoint
{
    /// <summary>To be raised by any change of <see cref="EngineState"/> or of what its fields mean.</summary>
    private const int Version = 4;
    private const int HeaderBytes = 8;

    public static void Write(in EngineState state, IBufferWriter<byte> destination)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<EngineState>(in state));
        Span<byte> target = destination.GetSpan(HeaderBytes + bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(target, Version);
        BinaryPrimitives.WriteInt32LittleEndian(target[4..], bytes.Length);
        bytes.CopyTo(target[HeaderBytes..]);
        destination.Advance(HeaderBytes + bytes.Length);
    }

    public static EngineState Read(ReadOnlySpan<byte> saved)
    {
        int size = Unsafe.SizeOf<EngineState>();
        if (saved.Length != HeaderBytes + size
            || BinaryPrimitives.ReadInt32LittleEndian(saved) != Version
            || BinaryPrimitives.ReadInt32LittleEndian(saved[4..]) != size)
        {
            throw new InvalidDataException(
                $"The saved state of the cycle engine has {saved.Length} bytes and cannot be read by this "
                + "version, which wants version "
                + $"{Version} with {HeaderBytes + size} bytes. Rebuild it from the record.");
        }

        return MemoryMarshal.Read<EngineState>(saved[HeaderBytes..]);
    }
}
