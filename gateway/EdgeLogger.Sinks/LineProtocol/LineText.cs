using System;
using System.Buffers;
using System.Linq;
using System.Text;

namespace EdgeLogger.Sinks.LineProtocol;

/// <summary>
/// Names in line protocol. Comma, space and equals sign are escaped with a backslash. Control characters would end the line or
/// the server's patience, and a backslash of the name's own is read in one way by one server and in another by the next: both are
/// written as the character that pictures them (newline as U+240A, backslash as U+FF3C). Text that is not valid UTF-16 gets
/// U+FFFD.
/// </summary>
internal static class LineText
{
    // A UTF-16 unit gives at most three bytes of UTF-8; so does a picture, and an escape gives two.
    private const int LongestUnit = 3;
    private const int ControlPictures = 0x2400;
    private const int DeletePicture = 0x2421;
    private const int FullWidthBackslash = 0xFF3C;
    private const int FullWidthHash = 0xFF03;

    private static readonly SearchValues<char> Special = SearchValues.Create(SpecialCharacters());

    /// <summary>The value of a tag as a server keeps it.</summary>
    public static string Kept(string text) => string.Concat(text.EnumerateRunes().Select(Picture));

    public static int Longest(string text) => text.Length * LongestUnit;

    /// <summary>Writes a key or the value of a tag; returns the number of bytes.</summary>
    public static int Write(ReadOnlySpan<char> text, Span<byte> destination) => Write(text, destination, escapeEquals: true);

    /// <summary>
    /// Writes a measurement: an equals sign stands for itself there, and a hash in front would make the line a comment.
    /// </summary>
    public static int WriteMeasurement(ReadOnlySpan<char> text, Span<byte> destination)
    {
        if (text[0] != '#')
        {
            return Write(text, destination, escapeEquals: false);
        }

        int written = new Rune(FullWidthHash).EncodeToUtf8(destination);
        return written + Write(text[1..], destination[written..], escapeEquals: false);
    }

    private static int Write(ReadOnlySpan<char> text, Span<byte> destination, bool escapeEquals)
    {
        int plain = text.IndexOfAny(Special);
        if (plain < 0)
        {
            return Encoding.UTF8.GetBytes(text, destination);
        }

        int written = Encoding.UTF8.GetBytes(text[..plain], destination);
        foreach (Rune rune in text[plain..].EnumerateRunes())
        {
            if (rune.Value is ',' or ' ' || (rune.Value == '=' && escapeEquals))
            {
                destination[written++] = (byte)'\\';
            }

            written += Picture(rune).EncodeToUtf8(destination[written..]);
        }

        return written;
    }

    private static Rune Picture(Rune rune) => rune.Value switch
    {
        '\\' => new Rune(FullWidthBackslash),
        < ' ' => new Rune(ControlPictures + rune.Value),
        '\x7F' => new Rune(DeletePicture),
        _ => rune,
    };

    private static string SpecialCharacters()
    {
        StringBuilder characters = new(",=\\ \x7F");
        for (char control = '\0'; control < ' '; control++)
        {
            characters.Append(control);
        }

        return characters.ToString();
    }
}
