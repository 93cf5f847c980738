using System.Numerics;

namespace EdgeLogger.VirtualBench.Chips;

/// <summary>
/// Random numbers that are the same on every machine for one seed: xoshiro256** (Blackman and Vigna), its state filled by
/// splitmix64.
/// </summary>
public sealed class NoiseSource
{
    private const int UniformsPerNormal = 12;
    private const double UniformScale = 1.0 / 65536;

    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    public NoiseSource(ulong seed)
    {
        _s0 = SplitMix(ref seed);
        _s1 = SplitMix(ref seed);
        _s2 = SplitMix(ref seed);
        _s3 = SplitMix(ref seed);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>
    /// Mean 0, standard deviation 1: the sum of twelve uniform 16-bit numbers (Irwin and Hall). Integers up to the last step, so
    /// no mathematical library has a say; it is normal but for the tails beyond 3.5, and ends at 6.
    /// </summary>
    public double NextNormal()
    {
        int sum = 0;
        for (int i = 0; i < UniformsPerNormal / 4; i++)
        {
            ulong bits = NextBits();
            sum += (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        }

        // Each uniform has the mean (65536 - 1) / 2.
        return (sum * UniformScale) - ((UniformsPerNormal / 2) - (UniformsPerNormal / 2 * UniformScale));
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
