using System;
using System.Collections.Generic;

namespace EdgeLogger.Traces;

/// <summary>Gathers spans to pixels. A pause longer than a pixel stays a pause: nothing is drawn over it.</summary>
internal static class TracePixels
{
    /// <summary>Gathers spans that are ordered by their begin.</summary>
    public static IReadOnlyList<TraceSpan> Gather(IReadOnlyList<TraceSpan> spans, long fromMs, long toMs, int width)
    {
        double msAPixel = Math.Max(1, (toMs - fromMs) / (double)width);
        List<TraceSpan> pixels = [];
        TraceSpan open = TraceSpan.None;
        long openPixel = long.MinValue;
        foreach (TraceSpan span in spans)
        {
            long pixel = (long)((span.EndMs - fromMs) / msAPixel);
            if (open.Rows > 0 && (pixel != openPixel || span.StartMs - open.EndMs > msAPixel))
            {
                pixels.Add(open);
                open = TraceSpan.None;
            }

            openPixel = pixel;
            open = open.With(span);
        }

        if (open.Rows > 0)
        {
            pixels.Add(open);
        }

        return pixels;
    }
}
