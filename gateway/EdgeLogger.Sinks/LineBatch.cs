using System;

namespace EdgeLogger.Sinks;

/// <summary>Points on their way to a server.</summary>
/// <param name="Lines">Whole lines with times in ms.</param>
/// <param name="Gzip">The same lines packed, where that was done beforehand; empty otherwise.</param>
public readonly record struct LineBatch(ReadOnlyMemory<byte> Lines, ReadOnlyMemory<byte> Gzip)
{
    public static implicit operator LineBatch(ReadOnlyMemory<byte> lines) => new(lines, default);

    public static implicit operator LineBatch(byte[] lines) => new(lines, default);
}
