using EdgeLogger.Topics;
using EdgeLogger.Units;

namespace EdgeLogger.Shared.Tests;

public sealed class UnitsAndTopicsTests
{
    // Reference points of IEC 60751 for a Pt100, ohm.
    [Theory]
    [InlineData(-200, 18.52)]
    [InlineData(-50, 80.31)]
    [InlineData(0, 100.00)]
    [InlineData(25, 109.73)]
    [InlineData(100, 138.51)]
    [InlineData(850, 390.48)]
    public void A_platinum_thermometer_follows_IEC_60751(double degC, double ohm)
    {
        Assert.Equal(ohm, RtdCurve.ResistanceOhm(degC, 100), 0.006);
        Assert.Equal(degC, RtdCurve.TemperatureDegC(RtdCurve.ResistanceOhm(degC, 1000), 1000), 1e-6);
    }

    [Theory]
    [InlineData("bench-01", true)]
    [InlineData("abc", true)]
    [InlineData("a2345678901234567890123456789012", true)]
    [InlineData("a23456789012345678901234567890123", false)]
    [InlineData("ab", false)]
    [InlineData("", false)]
    [InlineData("Bench", false)]
    [InlineData("a/b", false)]
    [InlineData("a+b", false)]
    [InlineData("a#b", false)]
    [InlineData("$sys", false)]
    [InlineData("a\0b", false)]
    [InlineData("zellé", false)]
    public void A_board_id_is_3_to_32_of_lower_case_letters_digits_and_dashes(string text, bool valid) =>
        Assert.Equal(valid, BoardId.IsValid(text));

    [Fact]
    public void Topics_carry_version_and_board()
    {
        BoardTopics topics = new("bench-01");
        Assert.Equal("el/1/bench-01/live", topics.Live);
        Assert.Equal("el/1/bench-01/cmd/result", topics.CommandResult);
    }
}
