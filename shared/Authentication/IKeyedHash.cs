namespace EdgeLogger.Authentication;

/// <summary>
/// Seam to the platform's HMAC-SHA-256 (RFC 2104 with FIPS 180-4): a board has it in hardware, .NET in its library.
/// </summary>
public interface IKeyedHash
{
    /// <summary>Computes the HMAC of a part of a buffer.</summary>
    /// <param name="key">The key, <see cref="MacLayout.KeyLength"/> bytes on boards.</param>
    /// <param name="bytes">The buffer.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="length">Bytes of it.</param>
    /// <param name="hash">Gets the <see cref="MacLayout.HashLength"/> bytes of the HMAC.</param>
    void Compute(byte[] key, byte[] bytes, int offset, int length, byte[] hash);
}
