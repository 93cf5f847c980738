using System;
using System.IO;

namespace EdgeLogger.Sinks.Tests;

public sealed class InfluxOptionsTests : IDisposable
{
    private readonly string _secretFile = Path.GetTempFileName();

    public InfluxOptionsTests() => File.WriteAllText(_secretFile, "very-secret\n");

    public void Dispose() => File.Delete(_secretFile);

    [Fact]
    public void An_address_with_a_database_is_enough()
    {
        InfluxOptions options = InfluxOptions.Parse("http://127.0.0.1:8086?db=edgelogger");
        Assert.Equal(("edgelogger", InfluxKind.Ask, "http://127.0.0.1:8086 edgelogger"),
            (options.Database, options.Kind, options.Name));
        Assert.Equal(new SamplePolicy(TimeSpan.FromSeconds(10)), options.Samples);
    }

    [Fact]
    public void An_organisation_means_InfluxDB_2_and_its_token_comes_from_a_file()
    {
        InfluxOptions options = InfluxOptions.Parse(
            $"https://influx.lab/proxy/?org=my%20lab&bucket=cells&samples=all&token-file={Uri.EscapeDataString(_secretFile)}");
        Assert.Equal((InfluxKind.Influx2, "my lab", "cells"), (options.Kind, options.Organisation, options.Database));
        Assert.Equal("very-secret", options.Secret?.Reveal());
        Assert.Equal(SamplePolicy.All, options.Samples);
        Assert.Equal(
            "https://influx.lab/proxy/api/v3/write_lp?db=cells&precision=millisecond",
            Http.WriteAddress.For(options, InfluxKind.Influx3).Uri.AbsoluteUri);
    }

    [Fact]
    public void Nothing_that_is_printed_holds_the_secret()
    {
        InfluxOptions options = InfluxOptions.Parse($"http://h?db=d&user=u&password-file={Uri.EscapeDataString(_secretFile)}");
        Assert.DoesNotContain("very-secret", options + options.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://h?bucket=b&kind=influx2", "needs org=NAME")]
    [InlineData("", "http or https")]
    [InlineData("ftp://h?db=d", "http or https")]
    [InlineData("http://h", "no database")]
    [InlineData("http://me:hidden1@h?db=d", "before the host")]
    [InlineData("http://h?db=d&token=hidden2", "'token='")]
    [InlineData("http://h?db=d&user=u&password=hidden3", "'password='")]
    [InlineData("http://h?db=d&user=u", "password-file")]
    [InlineData("http://h?db=d&password-file=x", "user=")]
    [InlineData("http://h?db=d&token-file=/nowhere/token", "/nowhere/token")]
    [InlineData("http://h?db=d&db=e", "twice")]
    [InlineData("http://h?db=d&hidden4=1", "not known")]
    [InlineData("http://h?db=d&kind=mysql", "influx1")]
    [InlineData("http://h?db=d&samples=often", "samples")]
    [InlineData("http://h?db=d&samples=0s", "samples")]
    public void An_address_that_cannot_be_used_says_why_without_repeating_secrets(string address, string says)
    {
        FormatException error = Assert.Throws<FormatException>(() => InfluxOptions.Parse(address));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error.Message, StringComparison.Ordinal);
    }
}
