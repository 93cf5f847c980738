using System;
using System.Globalization;
using System.IO;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Tests;

public sealed class DecimalNumberTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0.0")]
    [InlineData("+1.5")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1e3")]
    [InlineData("-4.3646001e-08")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("0.000000000000000000000000000000123")]
    [InlineData("9007199254740993")]
    [InlineData("NaN")]
    public void A_number_reads_as_the_class_library_reads_it(string text)
    {
        Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), Read(text));
    }

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("-")]
    [InlineData("e5")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("0x10")]
    [InlineData("1,5")]
    [InlineData("12 A")]
    [InlineData("1e400")]
    [InlineData("-Infinity")]
    public void Anything_else_is_refused(string text)
    {
        Assert.Throws<RecordFormatException>(() => Read(text.Replace(',', ';')));
    }

    [Fact]
    public void Numbers_of_any_length_read_to_the_last_bit()
    {
        const int Seed = 20_260;
        var random = new Random(Seed);
        for (int i = 0; i < 2_000; i++)
        {
            double number = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 12));
            string text = number.ToString("G" + random.Next(1, 18), CultureInfo.InvariantCulture);
            Assert.True(double.Parse(text, CultureInfo.InvariantCulture) == Read(text), $"seed {Seed}, number {i}: {text}");
        }
    }

    private static double Read(string text)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, $"time_s,voltage_V,current_A\n1,{text},0\n");
            using var file = RecordFile.Open(path);
            Assert.True(file.TryRead(out RecordRow row));
            return row.VoltageV;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
