using System.Collections.Frozen;
using System.Collections.Generic;
using System.Linq;

namespace EdgeLogger.Plots;

/// <summary>
/// Letters as lines, so that a page can be drawn on a machine that has no fonts. Units: 10 from the baseline to the top of a capital.
/// </summary>
internal static class StrokeFont
{
    /// <summary>Capitals are this share of the text size, as in common sans-serif fonts.</summary>
    private const double CapShare = 0.72;
    private const double CapHeight = 10;
    private const int Baseline = 4;
    private const double Gap = 2.4;
    private const double SpaceWidth = 3.4;
    private const int StepsPerCurve = 5;

    /// <summary>
    /// One glyph an entry: the character, then its strokes. A stroke is a chain of points, each two digits of base 36, x and y (4 is the
    /// baseline, e the top of a capital, b of a small letter). A stroke after ~ is a curve drawn towards its inner points (a quadratic
    /// B-spline).
    /// </summary>
    private static readonly string[] Glyphs =
    [
        "A 044e84 1777", "B 040e ~0e4e7e794909 ~094989844404", "C ~8c8e4e0e04448486", "D 040e ~0e4e8e844404", "E 8e0e0484 0969",
        "F 8e0e04 0969", "G ~8c8e4e0e04448489 8949", "H 040e 848e 0989", "I 040e", "J ~6e67642407", "K 040e 8e08 3b84", "L 0e0484",
        "M 040e56aea4", "N 040e848e", "O ~4e8e84040e4e", "P 040e ~0e4e8e884808", "Q ~4e8e84040e4e 5783", "R 040e ~0e4e8e884808 4884",
        "S ~8c8e0e0989840406", "T 0e8e 4e44", "U ~0e070444848e", "V 0e448e", "W 0e346c94ce", "X 0e84 048e", "Y 0e498e 4944", "Z 0e8e0484",
        "a ~3b6b64040b3b 6b64", "b ~3b6b64040b3b 0e04", "c ~6a5b3b0b04345465", "d ~3b6b64040b3b 6e64", "e 0868 ~686b0b04445465",
        "f ~4e2e1e1a 1a14 0b3b", "g ~3b6b64040b3b ~6b65613102", "h 0e04 ~070b5b6b6864", "i 040b 0e0e", "j 2b24 ~242101 2e2e",
        "k 0e04 5b07 2954", "l 040e", "m 040b ~080b4b5b5854 ~585b9baba8a4", "n 040b ~070b5b6b6864", "o ~3b6b64040b3b",
        "p ~3b6b64040b3b 0b01", "q ~3b6b64040b3b 6b61", "r 040b ~080b4b", "s ~5a5b0b0858540405", "t ~1e15143444 0b4b",
        "u 6b64 ~68641404070b", "v 0b346b", "w 0b245b848b", "x 0b64 046b", "y 0b34 6b21", "z 0b6b0464",
        "0 ~3e6e64040e3e", "1 2c4e44", "2 ~0c0e6e6b3804 0464", "3 0e6e3a ~3a6a640406", "4 545e0767", "5 6e1e0a ~0a2b6b640405",
        "6 ~5e0d070434646a3a0a07", "7 0e6e24", "8 ~3e6e69090e3e ~396964040939", "9 ~14656b6e3e0e0838686b",
        ". 1415", ", 1513", ": 1415 191a", "; 191a 1513", "- 0838", "\u2212 0969", "+ 0969 363c", "= 0767 0b6b", "/ 035f", "_ 0262", "| 020f",
        "( ~2f0c0622", ") ~0f2c2602", "% ~2e4e4a0a0e2e ~6888844468 048e", "' 0e0b", "! 0e08 0404", "? ~0c0e6e6a38 3837 3434",
        "# 152d 454d 0868 0b6b", "\uFFFD 040e6e6404",
    ];

    private static readonly FrozenDictionary<char, Glyph> ByCharacter = Glyphs.Select(Parse).ToFrozenDictionary(glyph => glyph.Character);

    /// <summary>Width of a line of text, in units of the page. Proportional fonts of the same size are about as wide.</summary>
    public static double WidthOf(string text, double size) => text.Sum(Advance) * Scale(size);

    /// <summary>The strokes of a line of text that starts at 0, 0 on its baseline, in units of the page, y down.</summary>
    public static IEnumerable<IReadOnlyList<PlotPoint>> StrokesOf(string text, double size)
    {
        double at = 0;
        double scale = Scale(size);
        foreach (char c in text)
        {
            if (c != ' ')
            {
                foreach (PlotPoint[] stroke in Find(c).Strokes)
                {
                    yield return [.. stroke.Select(point => new PlotPoint((at + point.X) * scale, (Baseline - point.Y) * scale))];
                }
            }

            at += Advance(c);
        }
    }

    private static double Scale(double size) => size * CapShare / CapHeight;

    private static double Advance(char c) => c == ' ' ? SpaceWidth + Gap : Find(c).Width + Gap;

    private static Glyph Find(char c) => ByCharacter.TryGetValue(c, out Glyph? glyph) ? glyph : ByCharacter['\uFFFD'];

    private static Glyph Parse(string text)
    {
        string[] parts = text.Split(' ');
        PlotPoint[][] strokes = [.. parts.Skip(1).Select(Stroke)];
        return new Glyph(parts[0][0], strokes, strokes.SelectMany(stroke => stroke).Max(point => point.X));
    }

    private static PlotPoint[] Stroke(string text)
    {
        PlotPoint[] points = [.. text.TrimStart('~').Chunk(2).Select(pair => new PlotPoint(Digit(pair[0]), Digit(pair[1])))];
        return text[0] == '~' ? Curve(points) : points;
    }

    private static int Digit(char c) => char.IsAsciiDigit(c) ? c - '0' : c - 'a' + 10;

    private static PlotPoint[] Curve(PlotPoint[] control)
    {
        List<PlotPoint> points = [control[0]];
        for (int i = 1; i < control.Length - 1; i++)
        {
            PlotPoint from = points[^1];
            PlotPoint to = i == control.Length - 2 ? control[^1] : Between(control[i], control[i + 1], 0.5);
            for (int step = 1; step <= StepsPerCurve; step++)
            {
                double share = (double)step / StepsPerCurve;
                points.Add(Between(Between(from, control[i], share), Between(control[i], to, share), share));
            }
        }

        return [.. points];
    }

    private static PlotPoint Between(PlotPoint a, PlotPoint b, double share) => new(a.X + (b.X - a.X) * share, a.Y + (b.Y - a.Y) * share);

    private sealed record Glyph(char Character, PlotPoint[][] Strokes, double Width);
}
