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
    /// The names as cases of a theory: the phone, where there is least room; the dark desktop too in the suite of the page, and
    /// all four where pictures are wanted. What holds for every view is looked at on the desktop in each run
    /// (<see cref="EveryViewTests"/>).
    /// </summary>
    public static TheoryData<string> Names
    {
        get
        {
            TheoryData<string> names = [];
            foreach (Screen screen in Visitor.PictureFolder is null ? [Phone, DesktopDark] : All)
            {
                names.Add(screen == Phone ? new TheoryDataRow<string>(screen.Name) : new TheoryDataRow<string>(screen.Name)
                    .WithTrait("verify", "page"));
            }

            return names;
        }
    }

    /// <summary>One of the four.</summary>
    public static Screen Named(string name) => All.Single(screen => screen.Name == name);
}
