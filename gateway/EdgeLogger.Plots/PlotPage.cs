using System;
using System.IO;
using EdgeLogger.Plots.Fonts;
using SkiaSharp;

namespace EdgeLogger.Plots;

/// <summary>A page of plots: one drawing, written in any format. The same drawing gives the same bytes on one machine.</summary>
/// <param name="width">Width, units of the page: 150 an inch, where it is printed.</param>
/// <param name="height">Height, units of the page.</param>
/// <param name="title">Its title, for readers of the file.</param>
/// <param name="draw">Draws it.</param>
public sealed class PlotPage(int width, int height, string title, Action<IPlotCanvas> draw)
{
    private const float UnitsPerInch = 150;
    private const float PointsPerInch = 72;

    /// <summary>Writes the page.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="format">As what.</param>
    /// <param name="fonts">The fonts of PNG and PDF.</param>
    /// <param name="pixelsPerUnit">Pixels of a PNG for each unit: 2 for print and slides, 1 for a mail.</param>
    /// <returns>Characters that no font has; they are boxes on the page. Null if there are none, and for SVG: the fonts are its
    /// reader's.</returns>
    /// <exception cref="TypeInitializationException">PNG and PDF: Skia's native library is not there for this system.</exception>
    public MissingFont? Save(Stream stream, PlotFormat format, FontFiles fonts, int pixelsPerUnit = 2)
    {
        switch (format)
        {
            case PlotFormat.Png:
                return SavePng(stream, fonts, pixelsPerUnit);
            case PlotFormat.Pdf:
                return SavePdf(stream, fonts);
            default:
                SvgCanvas canvas = new(width, height, title);
                draw(canvas);
                canvas.Save(stream);
                return null;
        }
    }

    private MissingFont? SavePng(Stream stream, FontFiles fonts, int pixelsPerUnit)
    {
        using SKSurface surface = SKSurface.Create(
            new SKImageInfo(width * pixelsPerUnit, height * pixelsPerUnit, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(pixelsPerUnit);
        SkiaCanvas canvas = new(surface.Canvas, fonts);
        draw(canvas);
        using SKImage image = surface.Snapshot();
        using SKData png = image.Encode(SKEncodedImageFormat.Png, 100);
        png.SaveTo(stream);
        return canvas.Missing;
    }

    private MissingFont? SavePdf(Stream stream, FontFiles fonts)
    {
        const float Scale = PointsPerInch / UnitsPerInch;
        using SKDocument document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata { Title = title });
        SKCanvas page = document.BeginPage(width * Scale, height * Scale);
        page.Scale(Scale);
        SkiaCanvas canvas = new(page, fonts);
        draw(canvas);
        document.EndPage();
        document.Close();
        return canvas.Missing;
    }
}

/// <summary>What a page can be written as.</summary>
public enum PlotFormat
{
    /// <summary>Scales, and its text can be edited.</summary>
    Svg,

    /// <summary>Pixels.</summary>
    Png,

    /// <summary>Scales, for print.</summary>
    Pdf,
}
