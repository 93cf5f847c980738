using System.Security.Cryptography;
using EdgeLogger.Authentication;

namespace EdgeLogger.Testing.Frames;

/// <summary>HMAC-SHA-256 as a test's own boards compute it.</summary>
public sealed class LibraryHash : IKeyedHash
{
    /// <summary>An authenticator under a key.</summary>
    public static Authenticator Of(byte[] key) => new(new LibraryHash(), key);

    public void Compute(byte[] key, byte[] bytes, int offset, int length, byte[] hash)
    {
        using HMACSHA256 hmac = new(key);
        hmac.ComputeHash(bytes, offset, length).CopyTo(hash, 0);
    }
}
