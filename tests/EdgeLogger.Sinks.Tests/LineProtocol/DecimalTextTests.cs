using System;
using System.Globalization;
using System.Text;
using CsCheck;
using EdgeLogger.Sinks.LineProtocol;

namespace EdgeLogger.Sinks.Tests.LineProtocol;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(25, "25")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(3.0003059999999997, "3.000306")]
    [InlineData(0.0009999610000000002, "0.000999961")]
    [InlineData(-1.0000000000000002e-6, "-0.000001")]
    [InlineData(9.99999999999, "10")]
    [InlineData(123456789.123, "123456789.1")]
    [InlineData(1e-9, "0.000000001")]
    [InlineData(1.23456789012e-9, "0.00000000123456789")]
    [InlineData(0.1, "0.1")]
    [InlineData(1, "1")]
    [InlineData(0.99999999999, "1")]
    [InlineData(999999999.9, "999999999.9")]
    [InlineData(999999999.99, "1000000000")]
    [InlineData(100000000, "100000000")]
    [InlineData(1000.5, "1000.5")]
    [InlineData(1e300, "1E+300")]
    public void A_value_is_written_as_a_person_would(double value, string text) => Assert.Equal(text, Write(value));

    [Fact]
    public void Ten_digits_come_back_whatever_the_value() =>
        Gen.Double[-12, 9].Select(Gen.Bool, (power, negative) => Math.Pow(10, power) * (negative ? -1 : 1)).Sample(value =>
            Math.Abs(double.Parse(Write(value), CultureInfo.InvariantCulture) - value) <= Math.Abs(value) * 5.1e-10);

    [Fact]
    public void Codes_of_a_converter_that_differ_are_written_differently() =>
        Gen.Int[-8_388_607, 8_388_606].Sample(code => Write(code * 732421875e-15) != Write((code + 1) * 732421875e-15));

    private static string Write(double value)
    {
        Span<byte> text = stackalloc byte[32];
        return Encoding.ASCII.GetString(text[..DecimalText.Write(value, text)]);
    }
}
