using System;
using System.Globalization;
using System.Text;

namespace EdgeLogger.Web.Components.Charts;

/// <summary>
/// Builds the path of a series in the coordinates of a chart's drawing, whole numbers: short, and finer than a pixel of any
/// screen. The drawing is stretched to its place; lines keep their width.
/// </summary>
internal sealed class ChartPath(ChartScale x, ChartScale y)
{
    /// <summary>Width of the drawing.</summary>
    public const int Width = 4000;

    /// <summary>Height of the drawing.</summary>
    public const int Height = 1000;

    // Far outside is as good as outside, and keeps numbers short.
    private const double Outside = 2;

    private readonly StringBuilder _text = new();
    private bool _isDown;

    /// <summary>The next point is not joined with the last.</summary>
    public void Lift() => _isDown = false;

    /// <summary>Draws on to a point; one that is not finite breaks the line.</summary>
    public void To(double atX, double atY)
    {
        if (!double.IsFinite(atX) || !double.IsFinite(atY))
        {
            Lift();
            return;
        }

        _text.Append(_isDown ? 'L' : 'M');
        Append(atX, atY);
        if (!_isDown)
        {
            // A line of no length with round ends: what stands alone is seen as well.
            _text.Append("h0");
        }

        _isDown = true;
    }

    /// <summary>Sets a dot.</summary>
    public void Dot(double atX, double atY)
    {
        Lift();
        To(atX, atY);
        Lift();
    }

    /// <summary>Closes the area drawn since the pen was lifted last.</summary>
    public void Close()
    {
        _text.Append(_isDown ? "Z" : "");
        Lift();
    }

    public override string ToString() => _text.ToString();

    private void Append(double atX, double atY)
    {
        int across = (int)Math.Round(Width * Math.Clamp(x.Share(atX), -Outside, Outside + 1));
        int down = (int)Math.Round(Height * (1 - Math.Clamp(y.Share(atY), -Outside, Outside + 1)));
        _text.Append(CultureInfo.InvariantCulture, $"{across} {down}");
    }
}
