using System;
using EdgeLogger.Results.Export;

namespace EdgeLogger.Results.Tests;

public sealed class ExportNameTests
{
    [Theory]
    [InlineData("bench-01/0", "bench-01-0.samples.csv")]
    [InlineData("LRMO halide v2.1", "LRMO halide v2.1.samples.csv")]
    [InlineData("Grüße_電池", "Grüße_電池.samples.csv")]
    public void A_cell_or_cohort_names_its_file(string subject, string file) =>
        Assert.Equal(file, ExportName.For(subject, "samples.csv"));

    [Theory]
    [InlineData("../passwd")]
    [InlineData("..")]
    [InlineData("a/../../b")]
    [InlineData("/etc/passwd")]
    [InlineData("a/b/c")]
    [InlineData("..%2f..%2fetc")]
    [InlineData("%2e%2e/x")]
    [InlineData("a\\..\\b")]
    [InlineData("C:\\x")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData(".hidden")]
    [InlineData("-rf")]
    [InlineData("name.")]
    [InlineData("")]
    [InlineData("/")]
    public void A_name_that_could_lead_elsewhere_is_refused(string subject)
    {
        FormatException refused = Assert.Throws<FormatException>(() => ExportName.For(subject, "samples.csv"));
        Assert.Contains("--out", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(refused.Message, char.IsControl);
    }
}
