using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using CsCheck;
using EdgeLogger.Web.Components.Charts;

namespace EdgeLogger.Web.Tests;

/// <summary>What is noted along a chart.</summary>
public sealed class ChartMarksTests
{
    private const double Pixels = 1000;

    private static readonly ChartScale Scale = new(100, 200, []);

    [Fact]
    public void A_mark_stands_at_its_place_and_one_outside_of_the_axis_is_not_drawn_at_its_edge()
    {
        ChartMarks marks =
            Of([(99.9, 1, "before"), (100, 2, "first"), (150, 3, "middle"), (200, 4, "last"), (200.1, 5, "after")]);
        Assert.Equal([(0, "2", "2: first", "note-2"), (0.5, "3", "3: middle", "note-3"), (1, "4", "4: last", "note-4")],
            marks.Labels.Select(label => (label.At, label.Label, label.Words, label.Target)));
        Assert.Equal("M0 0V1000M2000 0V1000M4000 0V1000", marks.Path);
        Assert.Same(ChartMarks.None, Of([(99, 1, "before")]));
    }

    [Fact]
    public void Marks_too_close_for_a_label_each_share_one_that_says_how_many_more_there_are()
    {
        ChartMarks marks = Of([(150, 1, "a"), (150.1, 2, "b"), (150.2, 3, "c"), (150.3, 4, "d"), (150.4, 5, "e"), (160, 6, "f")]);
        Assert.Equal(["1+", "6"], marks.Labels.Select(label => label.Label));
        Assert.Equal("1: a\n2: b\n3: c\nand 2 more, listed below", marks.Labels[0].Words);
        Assert.Equal(6, marks.Path.Count(letter => letter == 'M'));
    }

    [Fact]
    public void Two_hundred_marks_leave_the_data_to_be_seen_and_no_two_labels_cover_each_other() =>
        Gen.Double[100, 200].Array[200].Sample(places =>
        {
            ChartMarks marks = Of([.. places.Select((place, index) => (place, index + 1, "x"))]);
            // The last one ends where the chart ends.
            double[] at = [.. marks.Labels.Select(label => Math.Min(label.At, 1 - (15 / Pixels)))];
            Assert.All(at.Zip(at.Skip(1)), pair => Assert.True((pair.Second - pair.First) * Pixels >= 30));
            // Each mark is under a label: none is farther from the label to its left than the next label could be.
            Assert.All(places, place => Assert.Contains(at, label => Math.Abs(Scale.Share(place) - label) * Pixels < 52));
            Assert.All(Regex.Matches(marks.Path, "V(\\d+)").Select(line => line.Groups[1].Value),
                bottom => Assert.InRange(int.Parse(bottom, CultureInfo.InvariantCulture), 1, ChartPath.Height / 10));
        }, iter: 100);

    [Fact]
    public void Long_words_of_a_label_are_cut_between_two_letters()
    {
        string words = Of([(150, 1, new string('a', 239) + "\ud83d\udd0b" + new string('b', 4000))]).Labels[0].Words;
        Assert.Equal("1: " + new string('a', 239) + " ...", words);
    }

    private static ChartMarks Of(IEnumerable<(double At, int Number, string Words)> marks) => ChartMarks.Of(
        marks.Select(mark => (mark.At, mark.Number.ToString(CultureInfo.InvariantCulture), mark.Words)), Scale, Pixels, "note");
}
