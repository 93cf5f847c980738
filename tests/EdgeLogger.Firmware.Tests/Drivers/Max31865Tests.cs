using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Drivers.Max31865;

namespace EdgeLogger.Firmware.Tests.Drivers;

public sealed class Max31865Tests
{
    private const string Ask = "00 00 00 00 00 00 00 00 00 / ";

    // Three wires, 50 Hz: 0x11. Thresholds 0x0400 and 0x7000.
    private readonly ScriptedSpi _spi = new();
    private readonly Max31865 _chip;

    public Max31865Tests()
    {
        _chip = new Max31865(_spi, 3, true, 0x0400, 0x7000, 1000);
    }

    [Theory]
    [InlineData(2, false, 0x00)]
    [InlineData(3, false, 0x10)]
    [InlineData(4, true, 0x01)]
    [InlineData(3, true, 0x11)]
    public void Wires_and_filter_are_two_bits_of_the_configuration(int wires, bool filter50Hz, byte value)
        => Assert.Equal(value, Max31865Registers.Base(wires, filter50Hz));

    [Theory]
    [InlineData(100_000, 400_000, 8192)]
    [InlineData(18_520, 400_000, 1517)]
    [InlineData(390_481, 400_000, 31988)]
    [InlineData(500_000, 400_000, 32767)]
    public void A_code_is_the_ratio_over_2_to_the_15th(long milliOhm, long referenceMilliOhm, int code)
        => Assert.Equal(code, Max31865Registers.CodeOf(milliOhm, referenceMilliOhm));

    [Fact]
    public void Configuration_writes_thresholds_and_wires_and_reads_them_back()
    {
        Configure();

        Assert.True(_spi.IsDone);
    }

    [Fact]
    public void A_chip_that_is_not_there_does_not_keep_its_configuration()
    {
        _spi.Expect("83 E0 00 08 00", "80 13", Ask + "FF FF FF FF FF FF FF FF FF", Ask + "FF FF FF FF FF FF FF FF FF");
        _chip.StartOver();

        Assert.Equal(ConverterStatus.Busy, _chip.StepConfiguration());
        Assert.Equal(ConverterStatus.ConfigurationLost, _chip.StepConfiguration());
    }

    [Fact]
    public void A_reading_is_bias_a_look_for_faults_one_conversion_and_bias_off()
    {
        Configure();
        _spi.Expect("80 91");
        Assert.Equal(ConverterStatus.Busy, _chip.Read());
        Assert.Equal(10_000, _chip.PauseUs);

        _spi.Expect("80 95");
        Assert.Equal(ConverterStatus.Busy, _chip.Read());

        Answer("91 00 00 E0 00 08 00 00");
        _spi.Expect("80 B1");
        Assert.Equal(ConverterStatus.Busy, _chip.Read());
        Assert.Equal(66_000, _chip.PauseUs);

        Answer("B1 00 00 E0 00 08 00 00");
        Assert.Equal(ConverterStatus.NoNewData, _chip.Read());

        Answer("91 40 02 E0 00 08 00 00");
        _spi.Expect("80 11");
        Assert.Equal(ConverterStatus.Ok, _chip.Read());
        Assert.Equal(0x2001, _chip.Code);
        Assert.Equal(1_000_000 - 10_000 - 2_000 - 66_000, _chip.PauseUs);
        Assert.True(_spi.IsDone);
    }

    [Fact]
    public void A_broken_lead_is_found_before_anything_is_converted()
    {
        Configure();
        _spi.Expect("80 91", "80 95");
        _chip.Read();
        _chip.Read();

        Answer("91 00 01 E0 00 08 00 20");
        _spi.Expect("80 13");
        Assert.Equal(ConverterStatus.SensorFault, _chip.Read());
        Assert.Equal(Max31865Registers.FaultReferenceHigh, _chip.Faults);
        Assert.True(_spi.IsDone);
    }

    [Fact]
    public void A_ratio_beyond_the_thresholds_is_a_fault_of_the_sensor()
    {
        Configure();
        _spi.Expect("80 91", "80 95");
        _chip.Read();
        _chip.Read();
        Answer("91 00 00 E0 00 08 00 00");
        _spi.Expect("80 B1");
        _chip.Read();

        Answer("91 FF FF E0 00 08 00 80");
        _spi.Expect("80 13");
        Assert.Equal(ConverterStatus.SensorFault, _chip.Read());
        Assert.Equal(Max31865Registers.FaultHigh, _chip.Faults);
    }

    [Fact]
    public void Registers_that_changed_by_themselves_are_a_lost_configuration()
    {
        Configure();
        _spi.Expect("80 91", "80 95");
        _chip.Read();
        _chip.Read();
        Answer("00 00 00 FF FF 00 00 00");

        Assert.Equal(ConverterStatus.ConfigurationLost, _chip.Read());
        Assert.Equal(1, _chip.ConfigurationLosses);
    }

    [Fact]
    public void Two_looks_that_differ_are_corrupt_and_a_failed_controller_is_a_fault()
    {
        Configure();
        _spi.Expect("80 91", "80 95");
        _chip.Read();
        _chip.Read();
        _spi.Expect(Ask + "FF 91 00 00 E0 00 08 00 00", Ask + "FF 91 00 04 E0 00 08 00 00");
        Assert.Equal(ConverterStatus.Corrupt, _chip.Read());
        Assert.Equal(1, _chip.IntegrityFaults);

        _spi.Expect("80 91 / fails");
        Assert.Equal(ConverterStatus.BusStuck, _chip.Read());
        Assert.Equal(1, _chip.BusFaults);
    }

    private void Answer(string registers) => _spi.Expect(Ask + "FF " + registers, Ask + "FF " + registers);

    private void Configure()
    {
        _spi.Expect("83 E0 00 08 00", "80 13");
        _chip.StartOver();
        Assert.Equal(ConverterStatus.Busy, _chip.StepConfiguration());
        Answer("11 00 00 E0 00 08 00 00");
        Assert.Equal(ConverterStatus.Ok, _chip.StepConfiguration());
    }
}
