using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace EdgeLogger.Cells.Names;

/// <summary>
/// Unicode's canonical forms (UAX 15). The program runs without ICU, where <see cref="string.Normalize()"/> gives back what it
/// was given: two spellings of one name would be two cells.
/// </summary>
public static class CanonicalForm
{
    // Below it each character is its own composed form.
    private const char FirstCombining = '\u0300';

    private static readonly Lazy<Forms> Known = new(Forms.Read);

    /// <summary>The composed form (NFC): of two spellings of one text, the same.</summary>
    /// <param name="text">Text without halves of surrogate pairs.</param>
    public static string Compose(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().IndexOfAnyExceptInRange('\0', (char)(FirstCombining - 1)) < 0
            ? text
            : ToText(Known.Value.Compose(Known.Value.Decompose(text)));
    }

    /// <summary>The decomposed form (NFD): letters, each followed by its marks.</summary>
    /// <param name="text">Text without halves of surrogate pairs.</param>
    public static string Decompose(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Ascii.IsValid(text) ? text : ToText(Known.Value.Decompose(text));
    }

    private static string ToText(List<int> characters)
    {
        StringBuilder text = new();
        foreach (int character in characters)
        {
            text.Append(new Rune(character).ToString());
        }

        return text.ToString();
    }

    private sealed class Forms
    {
        // Hangul syllables are worked out: Unicode, section 3.12.
        private const int FirstSyllable = 0xAC00;
        private const int Syllables = 11172;
        private const int FirstLead = 0x1100;
        private const int Leads = 19;
        private const int FirstVowel = 0x1161;
        private const int Vowels = 21;
        private const int BeforeTail = 0x11A7;
        private const int Tails = 28;

        private readonly Dictionary<int, int[]> _parts = [];
        private readonly Dictionary<(int First, int Second), int> _whole = [];
        private readonly Dictionary<int, byte> _class = [];

        public static Forms Read()
        {
            Forms forms = new();
            using Stream resource = typeof(CanonicalForm).Assembly.GetManifestResourceStream("canonical-forms.txt")!;
            using StreamReader lines = new(resource);
            while (lines.ReadLine() is { } line)
            {
                forms.Add(line);
            }

            return forms;
        }

        public List<int> Decompose(string text)
        {
            List<int> all = new(text.Length);
            foreach (Rune rune in text.EnumerateRunes())
            {
                AddParts(all, rune.Value);
            }

            Order(all);
            return all;
        }

        public List<int> Compose(List<int> parts)
        {
            List<int> all = new(parts.Count);
            int starter = -1;
            int classBefore = -1;
            foreach (int part in parts)
            {
                int combining = ClassOf(part);
                // What follows a starter joins it, unless a mark of its own or a higher class lies between.
                bool isNext = starter >= 0 && all.Count == starter + 1;
                if (starter >= 0 && (isNext || classBefore < combining) && Join(all[starter], part) is { } joined)
                {
                    all[starter] = joined;
                    continue;
                }

                starter = combining == 0 ? all.Count : starter;
                classBefore = combining == 0 ? -1 : combining;
                all.Add(part);
            }

            return all;
        }

        private void Add(string line)
        {
            string[] words = line.Split(' ', '=');
            if (line[0] == '@')
            {
                for (int character = Hex(words[1]); character <= Hex(words[2]); character++)
                {
                    _class[character] = byte.Parse(words[0].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
                }
            }
            else if (line[0] != '#')
            {
                int whole = Hex(words[0].TrimStart('!'));
                _parts[whole] = words.Length == 3 ? [Hex(words[1]), Hex(words[2])] : [Hex(words[1])];
                if (line[0] != '!')
                {
                    _whole[(_parts[whole][0], _parts[whole][1])] = whole;
                }
            }
        }

        private void AddParts(List<int> all, int character)
        {
            int syllable = character - FirstSyllable;
            if (syllable is >= 0 and < Syllables)
            {
                all.Add(FirstLead + (syllable / (Vowels * Tails)));
                all.Add(FirstVowel + (syllable / Tails % Vowels));
                if (syllable % Tails != 0)
                {
                    all.Add(BeforeTail + (syllable % Tails));
                }
            }
            else if (_parts.TryGetValue(character, out int[]? parts))
            {
                Array.ForEach(parts, part => AddParts(all, part));
            }
            else
            {
                all.Add(character);
            }
        }

        // Marks of one letter stand in the order of their classes; those of one class stay as they are.
        private void Order(List<int> all)
        {
            for (int i = 1; i < all.Count; i++)
            {
                int combining = ClassOf(all[i]);
                for (int j = i; combining > 0 && j > 0 && ClassOf(all[j - 1]) > combining; j--)
                {
                    (all[j - 1], all[j]) = (all[j], all[j - 1]);
                }
            }
        }

        private int ClassOf(int character) => _class.GetValueOrDefault(character);

        private int? Join(int first, int second)
        {
            int lead = first - FirstLead;
            int vowel = second - FirstVowel;
            if (lead is >= 0 and < Leads && vowel is >= 0 and < Vowels)
            {
                return FirstSyllable + (((lead * Vowels) + vowel) * Tails);
            }

            int syllable = first - FirstSyllable;
            int tail = second - BeforeTail;
            return syllable is >= 0 and < Syllables && syllable % Tails == 0 && tail is > 0 and < Tails ? first + tail
                : _whole.TryGetValue((first, second), out int whole) ? whole : null;
        }

        private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }
}
