using System;
using EdgeLogger.Web.Components;

namespace EdgeLogger.Web.Tests;

/// <summary>Words that the page makes out of values.</summary>
public sealed class WordingTests
{
    [Theory]
    [InlineData(0, "just now")]
    [InlineData(0.9, "just now")]
    [InlineData(1, "1 s ago")]
    [InlineData(42.9, "42 s ago")]
    [InlineData(100, "1 min ago")]
    [InlineData(3 * 3600, "3 h ago")]
    [InlineData(50 * 3600, "2 days ago")]
    public void An_age_is_shown_in_the_coarsest_unit_that_fits(double seconds, string expected) =>
        Assert.Equal(expected, Moments.Ago(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("/srv/cells", "/srv/cells")]
    [InlineData("/home/ana maria/cells", "'/home/ana maria/cells'")]
    [InlineData("/home/o'neill", @"'/home/o'\''neill'")]
    [InlineData("$HOME", "'$HOME'")]
    public void A_word_for_a_shell_is_quoted_where_it_would_be_taken_apart(string text, string expected) =>
        Assert.Equal(expected, ShellText.Quoted(text));
}
