using System.Collections.Generic;
using System.Linq;
using System.Text;
using EdgeLogger.Plots.Fonts;
using SkiaSharp;

namespace EdgeLogger.Plots;

/// <summary>A page drawn by Skia, as pixels or as PDF.</summary>
internal sealed class SkiaCanvas(SKCanvas canvas, FontFiles fonts) : IPlotCanvas
{
    private const float HollowEdge = 1.5f;

    private readonly List<Rune> _missing = [];

    /// <summary>The characters that were asked for and that no font has.</summary>
    public MissingFont? Missing => _missing.Count == 0 ? null : new MissingFont(_missing);

    /// <summary>What Skia draws has no names.</summary>
    public void Begin(string name)
    {
    }

    public void End()
    {
    }

    public void Clip(PlotBox? box)
    {
        if (box is { } inside)
        {
            canvas.Save();
            canvas.ClipRect(new SKRect((float)inside.Left, (float)inside.Top, (float)inside.Right, (float)inside.Bottom));
        }
        else
        {
            canvas.Restore();
        }
    }

    public void Polyline(IReadOnlyList<PlotPoint> points, PlotPen pen)
    {
        using SKPathBuilder builder = new();
        builder.AddPoly([.. points.Select(Place)], false);
        using SKPath path = builder.Detach();
        using SKPathEffect? dash = pen.Dash.Count == 0
            ? null
            : SKPathEffect.CreateDash([.. pen.Dash.Select(length => (float)length)], 0);
        using SKPaint paint = Stroke(pen.Rgb, (float)pen.Width);
        paint.PathEffect = dash;
        canvas.DrawPath(path, paint);
    }

    public void Marker(PlotPoint center, MarkerShape shape, double radius, int rgb, bool hollow)
    {
        using SKPaint inside = Fill(hollow ? PlotStyle.White : rgb);
        Draw(inside);
        if (hollow)
        {
            using SKPaint edge = Stroke(rgb, HollowEdge);
            Draw(edge);
        }

        void Draw(SKPaint paint)
        {
            SKPoint at = Place(center);
            float r = (float)radius;
            if (shape == MarkerShape.Circle)
            {
                canvas.DrawCircle(at, r, paint);
            }
            else
            {
                canvas.DrawRect(new SKRect(at.X - r, at.Y - r, at.X + r, at.Y + r), paint);
            }
        }
    }

    public double WidthOf(string text, double size)
    {
        double width = 0;
        foreach ((SKTypeface face, string part) in Parts(text))
        {
            using SKFont font = Sized(face, size);
            width += font.MeasureText(part);
        }

        return width;
    }

    public void Text(PlotPoint at, string text, double size, TextAnchor anchor, bool upward = false)
    {
        canvas.Save();
        canvas.Translate(Place(at));
        canvas.RotateDegrees(upward ? -90 : 0);
        float x = -(float)(WidthOf(text, size) * anchor switch { TextAnchor.Start => 0, TextAnchor.Middle => 0.5, _ => 1 });
        using SKPaint paint = Fill(PlotStyle.Black);
        foreach ((SKTypeface face, string part) in Parts(text))
        {
            using SKFont font = Sized(face, size);
            canvas.DrawText(part, x, 0, SKTextAlign.Left, font, paint);
            x += font.MeasureText(part);
        }

        canvas.Restore();
    }

    private static SKPoint Place(PlotPoint point) => new((float)point.X, (float)point.Y);

    private static SKPaint Fill(int rgb) => new() { Color = new SKColor((uint)rgb | 0xFF000000), IsAntialias = true };

    private static SKPaint Stroke(int rgb, float width)
    {
        SKPaint paint = Fill(rgb);
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = width;
        paint.StrokeJoin = SKStrokeJoin.Round;
        return paint;
    }

    private static SKFont Sized(SKTypeface face, double size) =>
        new(face, (float)size) { Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.None, Subpixel = true };

    /// <summary>
    /// The text in parts of one font each. A character that no font has is in the font of the others, which draws a box for it.
    /// </summary>
    private IEnumerable<(SKTypeface Face, string Text)> Parts(string text)
    {
        SKTypeface? face = null;
        StringBuilder part = new();
        foreach (Rune rune in PlainText.Runes(text))
        {
            SKTypeface? own = fonts.Find(rune);
            if (own is null && !_missing.Contains(rune))
            {
                _missing.Add(rune);
            }

            own ??= fonts.Find(new Rune('x'));
            if (face is not null && own != face)
            {
                yield return (face, part.ToString());
                part.Clear();
            }

            face = own;
            part.Append(rune);
        }

        if (face is not null)
        {
            yield return (face, part.ToString());
        }
    }
}
