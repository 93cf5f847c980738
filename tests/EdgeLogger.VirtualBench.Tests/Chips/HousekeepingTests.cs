using System.Text;
using EdgeLogger.Firmware.Drivers.OnChipAdc;
using EdgeLogger.Units;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Tests.Chips;

public sealed class HousekeepingTests
{
    private const int SupplyChannel = 6;
    private const int ThermistorChannel = 0;

    private static Housekeeping Measure(SimulatedOnChipAdc adc, double supplyMilliVolt, double degC)
    {
        double a = ThermistorCurve.AOfBeta(10_000, 3988);
        double ohm = ThermistorCurve.ResistanceOhm(degC, a, 1.0 / 3988, 0);
        adc.Apply(SupplyChannel, supplyMilliVolt / 2);
        adc.Apply(ThermistorChannel, supplyMilliVolt * ohm / (ohm + 10_000));
        var housekeeping = new Housekeeping(adc, new HousekeepingInputs());
        housekeeping.Step(0);
        return housekeeping;
    }

    [Theory]
    [InlineData(0, 0.02)]
    [InlineData(60_000, 0.08)]
    [InlineData(-90_000, 0.11)]
    public void The_supply_is_as_good_as_the_chip_s_reference(double slopeErrorPpm, double share)
    {
        Housekeeping housekeeping = Measure(new SimulatedOnChipAdc(1) { SlopeErrorPpm = slopeErrorPpm }, 3300, 30);

        Assert.InRange(housekeeping.SupplyMilliVolt, 3300 * (1 - share), 3300 * (1 + share));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(25)]
    [InlineData(45)]
    [InlineData(80)]
    public void The_temperature_does_not_know_the_reference(double degC)
    {
        Housekeeping housekeeping = Measure(new SimulatedOnChipAdc(1) { SlopeErrorPpm = 60_000 }, 3300, degC);

        Assert.True(housekeeping.HasTemperature);
        Assert.InRange(housekeeping.BoardMilliDegC, (degC - 2) * 1000, (degC + 2) * 1000);
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(160)]
    public void Beyond_the_straight_part_of_the_curve_there_is_no_temperature(double degC)
        => Assert.False(Measure(new SimulatedOnChipAdc(1), 3300, degC).HasTemperature);

    [Fact]
    public void A_converter_that_fails_gives_no_value_and_is_counted()
    {
        Housekeeping housekeeping = Measure(new SimulatedOnChipAdc(1) { IsTaken = true }, 3300, 25);

        Assert.Equal(0, housekeeping.SupplyMilliVolt);
        Assert.False(housekeeping.HasTemperature);
        Assert.Equal(2, housekeeping.Faults);
        var json = new StringBuilder("{");
        housekeeping.AppendTo(json);
        Assert.Equal("{", json.ToString());
    }

    [Fact]
    public void It_measures_every_ten_seconds_and_writes_what_it_knows()
    {
        var adc = new SimulatedOnChipAdc(1) { NoiseCodes = 0 };
        Housekeeping housekeeping = Measure(adc, 3300, 25);
        adc.Apply(SupplyChannel, 1500);
        housekeeping.Step(9_999_999);
        Assert.InRange(housekeeping.SupplyMilliVolt, 3290, 3310);

        housekeeping.Step(10_000_000);
        Assert.InRange(housekeeping.SupplyMilliVolt, 2990, 3010);
        var json = new StringBuilder("{");
        housekeeping.AppendTo(json);
        Assert.StartsWith("{\"supply_mv\":", json.ToString(), System.StringComparison.Ordinal);
    }
}
