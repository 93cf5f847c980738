using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace EdgeLogger.Web.Components.Charts;

/// <summary>
/// Marks at places along a chart: a thin line for each, and a label above it. Labels that would cover each other become one.
/// </summary>
/// <param name="Labels">The labels, from left to right.</param>
/// <param name="Path">The lines as SVG path data, in the coordinates of <see cref="ChartPath"/>; empty if there are none.</param>
public sealed record ChartMarks(IReadOnlyList<ChartMark> Labels, string Path)
{
    // Room for a letter, two digits and a plus.
    private const double LabelPixels = 34;

    // Whole lines so close would be a curtain before the data: of more, only the tops are drawn.
    private const int MostWholeLines = 40;
    private const int TopOfLine = ChartPath.Height / 12;

    // As long as a label's words are read beside it; all of them are in the list.
    private const int MostWords = 3;
    private const int LongestWords = 240;

    /// <summary>None.</summary>
    public static ChartMarks None { get; } = new([], "");

    /// <summary>Lays marks out. Those outside of the axis are left out.</summary>
    /// <param name="marks">Their places on the axis, their numbers, and what they say; those at one place in their order.</param>
    /// <param name="x">The axis.</param>
    /// <param name="pixels">About how wide the chart is drawn.</param>
    /// <param name="list">The id of the list that says it in full: its entries are called LIST-NUMBER.</param>
    public static ChartMarks Of(
        IEnumerable<(double At, string Number, string Words)> marks, ChartScale x, double pixels, string list)
    {
        (double At, string Number, string Words)[] seen =
        [
            .. marks.Select(mark => (At: x.Share(mark.At), mark.Number, mark.Words)).Where(mark => mark.At is >= 0 and <= 1)
                .OrderBy(mark => mark.At),
        ];
        return seen.Length == 0 ? None : new ChartMarks(Gathered(seen, LabelPixels / pixels, list), Lines(seen));
    }

    private static List<ChartMark> Gathered((double At, string Number, string Words)[] seen, double room, string list)
    {
        List<ChartMark> labels = [];
        for (int first = 0, next; first < seen.Length; first = next)
        {
            next = first + 1;
            while (next < seen.Length && Middle(seen[next].At, room) - Middle(seen[first].At, room) < room)
            {
                next++;
            }

            labels.Add(LabelOf(seen[first..next], list));
        }

        return labels;
    }

    // A label ends where the chart ends.
    private static double Middle(double at, double room) => Math.Min(at, 1 - (room / 2));

    private static ChartMark LabelOf((double At, string Number, string Words)[] together, string list)
    {
        string number = together[0].Number;
        IEnumerable<string> words = together.Take(MostWords).Select(mark => $"{mark.Number}: {Short(mark.Words)}");
        if (together.Length > MostWords)
        {
            words = words.Append($"and {together.Length - MostWords} more, listed below");
        }

        return new ChartMark(
            together[0].At, together.Length == 1 ? number : number + "+", string.Join('\n', words), $"{list}-{number}");
    }

    private static string Lines((double At, string Number, string Words)[] seen)
    {
        int[] places = [.. seen.Select(mark => (int)Math.Round(ChartPath.Width * mark.At)).Distinct()];
        int bottom = places.Length > MostWholeLines ? TopOfLine : ChartPath.Height;
        StringBuilder path = new();
        foreach (int place in places)
        {
            path.Append(CultureInfo.InvariantCulture, $"M{place} 0V{bottom}");
        }

        return path.ToString();
    }

    private static string Short(string words) => words.Length <= LongestWords
        ? words
        : words[..(LongestWords - (char.IsHighSurrogate(words[LongestWords - 1]) ? 1 : 0))] + " ...";
}
