using System.Collections.Generic;
using System.Linq;
using Microsoft.Playwright;

namespace EdgeLogger.Browser.Tests;

/// <summary>What a visitor looks at the page with.</summary>
/// <param name="Name">As it stands in the name of a picture.</param>
/// <param name="Width">CSS pixels.</param>
/// <param name="Height">CSS pixels.</param>
/// <param name="Scheme">Dark or light, as the machine prefers.</param>
public sealed record Screen(string Name, int Width, int Height, ColorScheme Scheme)
{
    public static Screen Desktop { get; } = new("desktop-light", 1280, 800, ColorScheme.Light);

    public static Screen DesktopDark { get; } = new("desktop-dark", 1280, 800, ColorScheme.Dark);

    public static Screen Phone { get; } = new("phone-light", 390, 844, ColorScheme.Light);

    public static Screen PhoneDark { get; } = new("phone-dark", 390, 844, ColorScheme.Dark);

    /// <summary>The four.</summary>
    public static IReadOnlyList<Screen> All { get; } = [Desktop, DesktopDark, Phone, PhoneDark];

    /// <summary>
    /// The names of two, as cases of a theory: each size and each theme once, since contrast depends on the theme and room on the size. All
    /// four where pictures are wanted.
    /// </summary>
    public static TheoryData<string> Names => NamesOf(DesktopDark, Phone);

    /// <summary>The name of one, for what takes long: the phone, where there is least room. All four where pictures are wanted.</summary>
    public static TheoryData<string> Narrow => NamesOf(Phone);

    /// <summary>One of the four.</summary>
    public static Screen Named(string name) => All.Single(screen => screen.Name == name);

    private static TheoryData<string> NamesOf(params Screen[] screens) =>
        [.. (Visitor.PictureFolder is null ? screens : All).Select(screen => screen.Name)];
}
