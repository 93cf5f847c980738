using System;
using System.Collections.Generic;

namespace EdgeLogger.Plots;

/// <summary>Cuts a line into its dashes.</summary>
internal static class DashedLine
{
    /// <summary>The dashes in order; an empty pattern gives the whole line.</summary>
    /// <param name="points">The line.</param>
    /// <param name="pattern">Lengths of dashes and gaps in turn, each above zero.</param>
    public static IEnumerable<IReadOnlyList<PlotPoint>> Split(IReadOnlyList<PlotPoint> points, IReadOnlyList<double> pattern)
    {
        if (pattern.Count == 0)
        {
            yield return points;
            yield break;
        }

        int part = 0;
        double left = pattern[0];
        List<PlotPoint> dash = [points[0]];
        for (int i = 1; i < points.Count; i++)
        {
            PlotPoint at = points[i - 1];
            double length = Distance(at, points[i]);
            while (length > left)
            {
                at = new PlotPoint(at.X + (points[i].X - at.X) * left / length, at.Y + (points[i].Y - at.Y) * left / length);
                length -= left;
                if (part % 2 == 0)
                {
                    dash.Add(at);
                    yield return dash;
                }

                dash = [at];
                part = (part + 1) % pattern.Count;
                left = pattern[part];
            }

            left -= length;
            dash.Add(points[i]);
        }

        if (part % 2 == 0)
        {
            yield return dash;
        }
    }

    private static double Distance(PlotPoint a, PlotPoint b) => Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
}
