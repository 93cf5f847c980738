using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EdgeLogger.Fuzzing.Generation;

/// <summary>Wounds bytes that were good: changed, lost, doubled, swapped, with words and numbers where none belong.</summary>
public sealed class Mutator
{
    private const int MostLength = 64 * 1024;

    private readonly byte[][] _words;

    /// <param name="words">What the format is made of; put in where it does not belong.</param>
    public Mutator(params IEnumerable<string> words) => _words = [.. words.Select(Encoding.UTF8.GetBytes)];

    /// <summary>A wounded copy; now and then a whole one.</summary>
    public byte[] Mutate(IReadOnlyList<byte[]> corpus, FuzzRandom random)
    {
        List<byte> bytes = [.. random.Pick(corpus)];
        int wounds = random.OnceIn(10) ? 0 : 1 << random.Below(5);
        for (int i = 0; i < wounds; i++)
        {
            Wound(bytes, corpus, random);
        }

        return bytes.Count <= MostLength ? [.. bytes] : [.. bytes.Take(MostLength)];
    }

    private void Wound(List<byte> bytes, IReadOnlyList<byte[]> corpus, FuzzRandom random)
    {
        int at = random.Below(bytes.Count + 1);
        int length = Math.Min(bytes.Count - at, random.OnceIn(4) ? random.Below(bytes.Count + 1) : random.Below(9));
        switch (random.Below(11))
        {
            case 0 or 1 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Below(8));
                break;
            case 2 when at < bytes.Count:
                bytes[at] = (byte)random.Next();
                break;
            case 3:
                bytes.RemoveRange(at, length);
                break;
            case 4:
                bytes.InsertRange(random.Below(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 5 when _words.Length > 0:
                bytes.InsertRange(at, random.Pick(_words));
                break;
            case 6:
                bytes.InsertRange(at, Encoding.ASCII.GetBytes(random.Number().ToString(CultureInfo.InvariantCulture)));
                break;
            case 7:
                ReplaceNumber(bytes, at, random);
                break;
            case 8 when random.OnceIn(4):
                Repeat(bytes, at, length, random);
                break;
            case 9:
                byte[] other = random.Pick(corpus);
                int from = random.Below(other.Length + 1);
                bytes.InsertRange(at, other[from..]);
                break;
            default:
                bytes.InsertRange(at, random.Bytes(random.Between(1, 4)));
                break;
        }
    }

    // The number that stands next, by one that programs stumble over.
    private static void ReplaceNumber(List<byte> bytes, int at, FuzzRandom random)
    {
        int from = bytes.FindIndex(at, value => char.IsAsciiDigit((char)value));
        if (from < 0)
        {
            return;
        }

        int to = bytes.FindIndex(from, value => !char.IsAsciiDigit((char)value));
        bytes.RemoveRange(from, (to < 0 ? bytes.Count : to) - from);
        string text = random.Pick<string>(
            [random.Number().ToString(CultureInfo.InvariantCulture), "1e999", "-1e-999", "NaN", "1e308", "00", "0.1", "-"]);
        bytes.InsertRange(from, Encoding.ASCII.GetBytes(text));
    }

    private static void Repeat(List<byte> bytes, int at, int length, FuzzRandom random)
    {
        byte[] part = [.. bytes.Skip(at).Take(Math.Max(1, length))];
        int times = Math.Min(1 << random.Below(13), MostLength / Math.Max(1, part.Length));
        bytes.InsertRange(at, Enumerable.Repeat(part, times).SelectMany(one => one));
    }
}
