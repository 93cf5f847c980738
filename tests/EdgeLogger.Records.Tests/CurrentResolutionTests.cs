namespace EdgeLogger.Records.Tests;

/// <summary>How finely a file writes the current, whatever the numbers are.</summary>
public sealed class CurrentResolutionTests
{
    [Theory]
    [InlineData("0.0000,-0.0002,0.0002", 0.0001)]
    [InlineData("0,-0.0002,0", 0.0001)]
    [InlineData("0,2e-4,0", 0.0001)]
    [InlineData("0,2.31E-04,1.0E-05", 0.000001)]
    [InlineData("0,0.001,0.0009765", 0.0000001)]
    public void The_finest_place_written_so_far_is_the_resolution(string currents, double expectedA)
    {
        Assert.Equal(expectedA, ResolutionOf("time_s,voltage_V,current_A\n0,3," + currents.Replace(",", "\n0,3,")), 12);
    }

    [Theory]
    [InlineData("0,1,-1")]
    [InlineData("0,0.5,-0.5")]
    [InlineData("0,-1.55,1.55")]
    public void Numbers_coarser_than_any_cycler_measures_give_no_resolution(string currents)
    {
        Assert.Equal(0, ResolutionOf("time_s,voltage_V,current_A\n0,3," + currents.Replace(",", "\n0,3,")));
    }

    [Fact]
    public void Units_and_decimal_commas_are_those_of_the_column()
    {
        Assert.Equal(0.0001, ResolutionOf("TestTime/Sec.;Voltage/V;Current/mA\n0,5;3,71;0,0\n1,5;3,72;0,2\n2,5;3,73;1,0\n"), 12);
        Assert.Equal(0.001, ResolutionOf("TestTime/Sec.,Voltage/V,Current/mA\n0,3.71,0\n1,3.72,-1\n"), 12);
    }

    private static double ResolutionOf(string text)
    {
        using var record = new ScratchRecord(text);
        using RecordFile file = RecordFile.Open(record.Path);
        while (file.TryRead(out _))
        {
        }

        return file.CurrentResolutionA;
    }
}
