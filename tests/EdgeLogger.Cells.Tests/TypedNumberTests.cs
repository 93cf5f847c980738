using System;
using EdgeLogger.Cells.Names;

namespace EdgeLogger.Cells.Tests;

public sealed class TypedNumberTests
{
    [Theory]
    [InlineData("6.02", 6.02)]
    [InlineData("6,02", 6.02)]
    [InlineData("-0,001", -0.001)]
    [InlineData("0,125", 0.125)]
    [InlineData("1.2e-3", 1.2e-3)]
    [InlineData("1234,567", 1234.567)]
    public void A_decimal_sign_is_a_point_or_a_comma(string text, double number) =>
        Assert.Equal(number, TypedNumber.Parse(text));

    [Theory]
    [InlineData("6,020", "'6,020' can be 6.020 or 6020. Write it with a point.")]
    [InlineData("-6,020", "'-6,020' can be -6.020 or -6020. Write it with a point.")]
    [InlineData("1,234.5", "is not a number")]
    [InlineData("1.234,5", "is not a number")]
    [InlineData("6,0,2", "is not a number")]
    [InlineData("6 mg", "is not a number")]
    [InlineData("6..02", "is not a number")]
    [InlineData("NaN", "is not a number")]
    [InlineData("1e999", "is not a number")]
    public void What_can_be_read_in_two_ways_or_is_no_finite_number_is_refused(string text, string why) =>
        Assert.Contains(why, Assert.Throws<CellBookException>(() => TypedNumber.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void In_a_file_with_commas_between_its_columns_none_is_a_decimal_sign() =>
        Assert.Throws<CellBookException>(() => TypedNumber.Parse("6,02", mayHaveComma: false));
}
