using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Drivers.Ads1115;

namespace EdgeLogger.Firmware.Tests.Drivers;

public sealed class Ads1115Tests
{
    private readonly ScriptedBus _bus = new();
    private readonly Ads1115 _chip;

    public Ads1115Tests()
    {
        _chip = new Ads1115(_bus, 0x48, Ads1115Rate.Sps16);
        _chip.Select(Ads1115Input.Ain0Ain1, Ads1115Range.MilliVolt2048);
        _chip.StartOver();
    }

    [Fact]
    public void The_configuration_is_that_of_the_data_sheet()
    {
        // AIN0-AIN1, +-2.048 V, single shot, 128 SPS, comparator off: the default but for the bit that starts.
        Assert.Equal(Ads1115Registers.ConfigDefault & 0x7FFF,
            Ads1115Registers.ConfigFor(Ads1115Input.Ain0Ain1, Ads1115Range.MilliVolt2048, Ads1115Rate.Sps128));
        Assert.Equal(0x6323, Ads1115Registers.ConfigFor(Ads1115Input.Ain2, Ads1115Range.MilliVolt4096, Ads1115Rate.Sps16));
        Assert.Equal(0x7BE3 & 0xFFFF,
            Ads1115Registers.ConfigFor(Ads1115Input.Ain3, Ads1115Range.MilliVolt256, Ads1115Rate.Sps860));
    }

    [Theory]
    [InlineData(Ads1115Range.MilliVolt6144, 187.5)]
    [InlineData(Ads1115Range.MilliVolt2048, 62.5)]
    [InlineData(Ads1115Range.MilliVolt256, 7.8125)]
    public void A_code_is_full_scale_over_2_to_the_15th(Ads1115Range range, double microVolt)
        => Assert.Equal(microVolt, Ads1115Registers.FullScaleMicroVolt(range) / 32768.0);

    [Fact]
    public void A_conversion_is_started_awaited_and_read_twice()
    {
        _bus.Expect("48 w 01 85 23");
        Assert.Equal(ConverterStatus.Ok, _chip.StepConfiguration());
        Assert.Equal(63_500, _chip.PauseUs);

        _bus.Expect("48 w 01 r 05 23");
        Assert.Equal(ConverterStatus.NoNewData, _chip.Read());

        _bus.Expect("48 w 01 r 85 23", "48 w 00 r 12 34", "48 w 00 r 12 34");
        Assert.Equal(ConverterStatus.Ok, _chip.Read());
        Assert.Equal(0x1234, _chip.Code);

        _chip.Select(Ads1115Input.Ain2, Ads1115Range.MilliVolt4096);
        _bus.Expect("48 w 01 E3 23");
        Assert.Equal(ConverterStatus.Busy, _chip.Read());
        Assert.True(_bus.IsDone);
    }

    [Theory]
    [InlineData("7F FF", 32767)]
    [InlineData("80 00", -32768)]
    public void The_ends_of_the_range_are_saturated(string bytes, int code)
    {
        Start();
        _bus.Expect("48 w 01 r 85 23", "48 w 00 r " + bytes, "48 w 00 r " + bytes);

        Assert.Equal(ConverterStatus.Saturated, _chip.Read());
        Assert.Equal(code, _chip.Code);
    }

    [Fact]
    public void Every_code_of_16_bits_survives_its_two_bytes()
    {
        Start();
        for (int code = -32768; code <= 32767; code += 97)
        {
            string bytes = $"{(code >> 8) & 0xFF:X2} {code & 0xFF:X2}";
            _bus.Expect("48 w 01 r 85 23", "48 w 00 r " + bytes, "48 w 00 r " + bytes, "48 w 01 85 23");
            _chip.Read();
            Assert.Equal(code, _chip.Code);
            _chip.Read();
        }
    }

    [Fact]
    public void A_configuration_that_is_not_ours_twice_is_lost_and_once_is_noise()
    {
        Start();
        _bus.Expect("48 w 01 r 85 27", "48 w 01 r 85 23", "48 w 00 r 00 01", "48 w 00 r 00 01");
        Assert.Equal(ConverterStatus.Ok, _chip.Read());

        Start();
        _bus.Expect("48 w 01 r 85 83", "48 w 01 r 85 83");
        Assert.Equal(ConverterStatus.ConfigurationLost, _chip.Read());
        Assert.Equal(1, _chip.ConfigurationLosses);
    }

    [Fact]
    public void Two_readings_that_differ_are_corrupt_and_bus_faults_are_reported()
    {
        Start();
        _bus.Expect("48 w 01 r 85 23", "48 w 00 r 00 01", "48 w 00 r 00 09");
        Assert.Equal(ConverterStatus.Corrupt, _chip.Read());
        Assert.Equal(1, _chip.IntegrityFaults);

        _bus.Expect("48 w 01 nack", "48 w 01 stuck");
        Assert.Equal(ConverterStatus.Nack, _chip.Read());
        Assert.Equal(ConverterStatus.BusStuck, _chip.Read());
        Assert.Equal(2, _chip.BusFaults);
    }

    private void Start()
    {
        _chip.StartOver();
        _bus.Expect("48 w 01 85 23");
        Assert.Equal(ConverterStatus.Ok, _chip.StepConfiguration());
    }
}
