using System;
using System.Text;
using System.Text.Json.Serialization;

namespace EdgeLogger.Cells.Names;

/// <summary>
/// The name of a cell: 1 to 64 printable characters, in composed form (NFC), without spaces around it and without / # + ? %, so
/// that it fits a topic and an address. Two names are the same if all their characters are.
/// </summary>
[JsonConverter(typeof(CellNameJson))]
public sealed record CellName
{
    /// <summary>The most characters that a name has.</summary>
    public const int Most = 64;

    private const string Refused = "/#+?%";

    private CellName(string text) => Text = text;

    /// <summary>The name.</summary>
    public string Text { get; }

    /// <summary>Reads a name.</summary>
    /// <exception cref="CellBookException">It is none; the message says which character, and what to do.</exception>
    public static CellName Parse(string text)
    {
        string name = Letters.Normalised("The name of a cell", text);
        int place = 0;
        foreach (Rune letter in name.EnumerateRunes())
        {
            place++;
            if (!Letters.IsPrintable(letter)
                || (letter.IsAscii && Refused.Contains((char)letter.Value, StringComparison.Ordinal)))
            {
                throw new CellBookException($"The name of a cell cannot have {Letters.Named(letter)}, its character {place}. "
                    + $"Leave it out, or write '-' for it; only {string.Join(' ', Refused.ToCharArray())} and "
                    + $"invisible characters are refused.");
            }
        }

        return place switch
        {
            0 => throw new CellBookException("The name of a cell is empty. Give 1 to 64 characters, for example WJK-0412."),
            > Most => throw new CellBookException(
                $"The name of a cell has {place} characters. Give {Most} at most; notes hold the rest."),
            // An address cannot end in one: browsers read it as the folder, or the one above.
            _ when name.AsSpan().Trim('.').IsEmpty => throw new CellBookException(
                "The name of a cell is only dots, which no address can have. Add a letter or a digit."),
            _ => new CellName(name),
        };
    }

    /// <summary>
    /// A name made from text that need not be one, such as a slot's: what a name cannot have becomes '-', and what is too much is
    /// cut.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="ending">What the name ends with, whole; it may be empty.</param>
    public static CellName From(string text, string ending)
    {
        StringBuilder name = new();
        int left = Most - ending.Length;
        foreach (Rune letter in text.EnumerateRunes())
        {
            bool isRefused = !Letters.IsPrintable(letter) || Refused.Contains(letter.ToString(), StringComparison.Ordinal);
            name.Append(left-- > 0 ? isRefused ? "-" : letter.ToString() : "");
        }

        return Parse(name + ending);
    }

    public override string ToString() => Text;
}
