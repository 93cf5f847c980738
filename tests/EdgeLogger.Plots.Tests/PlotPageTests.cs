using System;
using System.IO;
using System.Text;
using EdgeLogger.Plots.Fonts;

namespace EdgeLogger.Plots.Tests;

/// <summary>A page in each format, with fonts and without.</summary>
public sealed class PlotPageTests
{
    private static readonly FontFiles None = new();

    [Theory]
    [InlineData(PlotFormat.Svg)]
    [InlineData(PlotFormat.Png)]
    [InlineData(PlotFormat.Pdf)]
    public void The_same_drawing_gives_the_same_bytes(PlotFormat format) =>
        Assert.Equal(Save("capacity", format, FontFiles.Installed), Save("capacity", format, FontFiles.Installed));

    [Theory]
    [InlineData(PlotFormat.Png)]
    [InlineData(PlotFormat.Pdf)]
    public void A_machine_without_fonts_still_draws_and_says_what_brings_one(PlotFormat format)
    {
        byte[] page = Save("capacity", format, None, out MissingFont? missing);

        Assert.Equal(format == PlotFormat.Png ? "\u0089PNG" : "%PDF", Encoding.Latin1.GetString(page, 0, 4));
        Assert.Contains("apt-get install fonts-dejavu-core)", missing!.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("电池", "fonts-noto-cjk")]
    [InlineData("電池", "fonts-noto-cjk")]
    [InlineData("전지", "fonts-noto-cjk")]
    [InlineData("बैटरी", "fonts-noto-core")]
    [InlineData("🔋", "fonts-noto-color-emoji")]
    [InlineData("Zelle", "fonts-dejavu-core")]
    public void What_no_font_has_is_named_with_the_package_that_brings_it(string text, string package)
    {
        Save(text, PlotFormat.Png, None, out MissingFont? missing);

        Assert.All(text.EnumerateRunes(), rune => Assert.Contains(rune.ToString(), missing!.Advice, StringComparison.Ordinal));
        Assert.Contains(package, missing!.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Svg_leaves_the_fonts_to_its_reader()
    {
        string svg = Encoding.UTF8.GetString(Save("电池 🔋", PlotFormat.Svg, None, out MissingFont? missing));

        Assert.Contains(">电池 🔋</text>", svg, StringComparison.Ordinal);
        Assert.Null(missing);
    }

    [Fact]
    public void A_name_in_Chinese_is_drawn_in_characters_and_not_in_boxes()
    {
        byte[] one = Save("电池", PlotFormat.Png, FontFiles.Installed, out MissingFont? missing);
        Assert.SkipWhen(missing is not null, "No font of this machine has Chinese characters (on Debian: fonts-noto-cjk).");

        // Boxes would be alike.
        Assert.NotEqual(one, Save("阴极", PlotFormat.Png, FontFiles.Installed));
    }

    [Fact]
    public void A_name_in_Latin_letters_is_drawn_in_letters()
    {
        byte[] one = Save("cell", PlotFormat.Png, FontFiles.Installed, out MissingFont? missing);
        Assert.SkipWhen(missing is not null, "This machine has no font (on Debian: fonts-dejavu-core).");
        Assert.NotEqual(one, Save("llec", PlotFormat.Png, FontFiles.Installed));
    }

    [Fact]
    public void A_file_that_only_calls_itself_a_font_is_passed_over()
    {
        string folder = Directory.CreateTempSubdirectory("edgelogger-fonts-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "DejaVuSans.ttf"), "no font");
            Save("cell", PlotFormat.Png, new FontFiles(folder), out MissingFont? missing);
            Assert.NotNull(missing);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("a\u0000b\ud83dc\uffff")]
    [InlineData("")]
    public void A_name_that_is_not_text_is_drawn_as_well_as_can_be(string name)
    {
        Assert.NotEmpty(Save(name, PlotFormat.Png, FontFiles.Installed));
        Assert.NotEmpty(Save(name, PlotFormat.Pdf, FontFiles.Installed));
        System.Xml.Linq.XElement.Parse(Encoding.UTF8.GetString(Save(name, PlotFormat.Svg, FontFiles.Installed)));
    }

    private static byte[] Save(string text, PlotFormat format, FontFiles fonts) => Save(text, format, fonts, out _);

    private static byte[] Save(string text, PlotFormat format, FontFiles fonts, out MissingFont? missing)
    {
        PlotPage page = new(300, 200, "title", canvas =>
        {
            Panel panel = new("panel", new PlotBox(90, 40, 280, 150), Axis.Around("", [1, 2], 3), Axis.Around("", [1, 2], 3));
            panel.Add(new PlotSeries(text, [new(1, 1), new(2, 2)], PlotStyle.Charge, MarkerShape.Square), null);
            canvas.Text(new PlotPoint(20, 20), text, PlotStyle.TitleSize, TextAnchor.Start);
            panel.Draw(canvas);
        });
        using MemoryStream stream = new();
        missing = page.Save(stream, format, fonts);
        return stream.ToArray();
    }
}
