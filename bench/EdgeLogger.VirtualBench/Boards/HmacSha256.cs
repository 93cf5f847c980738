using System;
using System.Security.Cryptography;
using EdgeLogger.Authentication;

namespace EdgeLogger.VirtualBench.Boards;

/// <summary>HMAC-SHA-256 by .NET's library.</summary>
public sealed class HmacSha256 : IKeyedHash
{
    /// <inheritdoc/>
    public void Compute(byte[] key, byte[] bytes, int offset, int length, byte[] hash) =>
        HMACSHA256.HashData(key, bytes.AsSpan(offset, length), hash);
}
