using System.Collections.Generic;

namespace EdgeLogger.Fuzzing.Generation;

/// <summary>Numbers that a seed decides, the same on every machine (SplitMix64).</summary>
public sealed class FuzzRandom
{
    private static readonly long[] Edges =
    [
        0, 1, -1, 2, 7, 8, 127, 128, 255, 256, 1000, 32_767, 65_535, 65_536, int.MaxValue, int.MinValue, uint.MaxValue, 1L << 32,
        9_007_199_254_740_993, 31_557_600_000_000, 100_000_000_000_000, 253_402_300_800_000, 1_767_225_600_000, long.MaxValue,
        long.MinValue, long.MaxValue - 1,
    ];

    private ulong _state;

    public FuzzRandom(ulong seed) => _state = seed;

    /// <summary>64 bits.</summary>
    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0, below <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(Next() % (ulong)end);

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True once in so many times.</summary>
    public bool OnceIn(int times) => Below(times) == 0;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>A number that programs stumble over, or one beside it, or any.</summary>
    public long Number() => Below(4) switch
    {
        0 => unchecked((long)Next()),
        1 => unchecked(Edges[Below(Edges.Length)] + Between(-2, 2)),
        2 => Between(-1000, 1000),
        _ => Edges[Below(Edges.Length)],
    };

    public byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = (byte)Next();
        }

        return bytes;
    }
}
