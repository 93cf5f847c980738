using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EdgeLogger.Mqtt.Brokers;

/// <summary>
/// One entry of mosquitto's password file: "$7$iterations$salt$hash", PBKDF2 with SHA-512. The passwords are random and of 130
/// bits, which no number of guesses reaches, so mosquitto's own 101 iterations do; ten thousand boards that reconnect at once
/// must not occupy it for minutes.
/// </summary>
internal sealed class PasswordHash
{
    private const int NewIterations = 101;
    private const int SaltBytes = 12;
    private const int HashBytes = 64;
    private const int MaxIterations = 10_000_000;

    private readonly int _iterations;
    private readonly byte[] _salt;
    private readonly byte[] _hash;

    // Asked for at each publish.
    private string? _stamp;

    private PasswordHash(int iterations, byte[] salt, byte[] hash)
    {
        _iterations = iterations;
        _salt = salt;
        _hash = hash;
    }

    /// <summary>Another one for each password that was ever given: its salt.</summary>
    public string Stamp => _stamp ??= Convert.ToBase64String(_salt);

    public static PasswordHash Of(string password)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new PasswordHash(NewIterations, salt, Derive(password, salt, NewIterations));
    }

    /// <summary>Reads an entry; null where it is none.</summary>
    public static PasswordHash? TryParse(string text)
    {
        string[] parts = text.Split('$');
        var salt = new byte[SaltBytes];
        var hash = new byte[HashBytes];
        bool sound = parts is ["", "7", _, _, _]
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && Convert.TryFromBase64String(parts[3], salt, out int saltLength) && saltLength == SaltBytes
            && Convert.TryFromBase64String(parts[4], hash, out int hashLength) && hashLength == HashBytes;
        if (!sound)
        {
            return null;
        }

        int iterations = int.Parse(parts[2], CultureInfo.InvariantCulture);
        return iterations is > 0 and <= MaxIterations ? new PasswordHash(iterations, salt, hash) : null;
    }

    public bool Matches(string password) => CryptographicOperations.FixedTimeEquals(Derive(password, _salt, _iterations), _hash);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"$7${_iterations}${Convert.ToBase64String(_salt)}${Convert.ToBase64String(_hash)}");

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA512, HashBytes);
}
