using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using SkiaSharp;

namespace EdgeLogger.Plots.Fonts;

/// <summary>
/// The font files in some folders, and which of them has a character. A file is opened when a character is looked for that no
/// file before it has, and stays open.
/// </summary>
public sealed class FontFiles
{
    private static readonly string[] Endings = [".ttf", ".otf", ".ttc"];

    // Upright sans-serif fonts of common systems, tried before all others: Latin first, then those with Chinese, Japanese and
    // Korean.
    private static readonly string[] First =
    [
        "DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf", "arial.ttf", "Helvetica.ttc",
        NotoCjk, "wqy-microhei.ttc", "msyh.ttc", "malgun.ttf", "PingFang.ttc", "AppleSDGothicNeo.ttc",
    ];

    // Of the faces in this file, which differ in how a language writes some characters, the one for simplified Chinese.
    private const string NotoCjk = "NotoSansCJK-Regular.ttc";
    private const int NotoCjkChinese = 2;

    private readonly Lock _lock = new();
    private readonly Queue<string> _unopened;
    private readonly List<SKFont> _opened = [];
    private readonly Dictionary<Rune, SKTypeface?> _found = [];

    /// <param name="folders">Where font files are, in folders of any depth; those that do not exist are passed over.</param>
    public FontFiles(params IEnumerable<string> folders) => _unopened = new Queue<string>(
        folders.Where(Directory.Exists).SelectMany(Files).OrderBy(Rank).ThenBy(path => path, StringComparer.Ordinal));

    /// <summary>The fonts that this machine's system and its user have installed.</summary>
    public static FontFiles Installed => OfThisMachine.Value;

    /// <summary>A font that has this character; null if none has.</summary>
    internal SKTypeface? Find(Rune rune)
    {
        lock (_lock)
        {
            if (!_found.TryGetValue(rune, out SKTypeface? face))
            {
                face = _opened.Find(font => font.ContainsGlyph(rune.Value))?.Typeface ?? Open(rune);
                _found.Add(rune, face);
            }

            return face;
        }
    }

    private static Lazy<FontFiles> OfThisMachine { get; } = new(() => new FontFiles(SystemFolders()));

    private static IEnumerable<string> SystemFolders()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return OperatingSystem.IsWindows()
            ? [Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
                Path.Combine(home, "AppData", "Local", "Microsoft", "Windows", "Fonts")]
            : OperatingSystem.IsMacOS()
                ? ["/System/Library/Fonts", "/Library/Fonts", Path.Combine(home, "Library", "Fonts")]
                : ["/usr/share/fonts", "/usr/local/share/fonts", Path.Combine(home, ".local", "share", "fonts"),
                    Path.Combine(home, ".fonts")];
    }

    private static IEnumerable<string> Files(string folder) => Directory
        .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
        .Where(path => Endings.Contains(Path.GetExtension(path).ToLowerInvariant()));

    private static int Rank(string path)
    {
        int rank = Array.IndexOf(First, Path.GetFileName(path));
        return rank >= 0 ? rank : First.Length;
    }

    private SKTypeface? Open(Rune rune)
    {
        while (_unopened.TryDequeue(out string? path))
        {
            // A file that is not a font is left out.
            if (SKTypeface.FromFile(path, Path.GetFileName(path) == NotoCjk ? NotoCjkChinese : 0) is { } face)
            {
                SKFont font = new(face);
                _opened.Add(font);
                if (font.ContainsGlyph(rune.Value))
                {
                    return face;
                }
            }
        }

        return null;
    }
}
