namespace EdgeLogger.Firmware.Board;

/// <summary>
/// Numbers out of a board's entropy. Entropies of neighbouring boards differ by little (an address in the factory's order, a seed
/// that somebody typed): their numbers have nothing in common all the same, and neither have those of two boards with one
/// entropy.
/// </summary>
public static class RandomNumbers
{
    /// <summary>One of a board's numbers, never 0: the same inputs give the same one, others give another one.</summary>
    /// <param name="entropy">The board's.</param>
    /// <param name="boardId">The board's name.</param>
    /// <param name="index">Which number, from 0.</param>
    public static ulong Of(ulong entropy, string boardId, int index)
    {
        ulong number = Mix(entropy);
        for (int i = 0; i < boardId.Length; i++)
        {
            number = Mix(number ^ boardId[i]);
        }

        number = Mix(number ^ (ulong)index);
        return number == 0 ? 1 : number;
    }

    // A step of SplitMix64 (Steele, Lea, Flood 2014).
    private static ulong Mix(ulong seed)
    {
        ulong z = seed + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
