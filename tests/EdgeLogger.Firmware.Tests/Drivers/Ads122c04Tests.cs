using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Drivers.Ads122c04;

namespace EdgeLogger.Firmware.Tests.Drivers;

public sealed class Ads122c04Tests
{
    private readonly ScriptedBus _bus = new();
    private readonly Ads122c04 _chip;

    public Ads122c04Tests()
    {
        _chip = new Ads122c04(_bus, 0x41);
    }

    [Fact]
    public void Register_values_are_those_of_the_data_sheet()
    {
        // AIN0-AIN1, gain 32, PGA on.
        Assert.Equal(0x0A, Ads122c04Registers.Register0(Ads122c04Input.Ain0Ain1, 32, false));

        // AIN2-AIN3, gain 2, PGA bypassed.
        Assert.Equal(0x63, Ads122c04Registers.Register0(Ads122c04Input.Ain2Ain3, 2, true));
        Assert.Equal(0xEE, Ads122c04Registers.Register0(Ads122c04Input.Shorted, 128, false));

        // 20 SPS, normal mode, continuous, internal reference; 1000 SPS, external reference.
        Assert.Equal(0x08, Ads122c04Registers.Register1(Ads122c04Rate.Sps20, Ads122c04Reference.Internal));
        Assert.Equal(0xCA, Ads122c04Registers.Register1(Ads122c04Rate.Sps1000, Ads122c04Reference.External));

        // Counter, inverted copy, 250 uA; first source to REFP.
        Assert.Equal(0x54, Ads122c04Registers.Register2(Ads122c04Excitation.MicroAmp250));
        Assert.Equal(0xA0, Ads122c04Registers.Register3(Ads122c04Route.ReferencePositive, Ads122c04Route.Off));
        Assert.Equal(0x38, Ads122c04Registers.Register3(Ads122c04Route.Ain0, Ads122c04Route.ReferenceNegative));
    }

    [Fact]
    public void A_conversion_at_20_per_second_takes_49_992_us()
    {
        Assert.Equal(49_992_187, Ads122c04Registers.ConversionTimeNs(Ads122c04Rate.Sps20));
        Assert.Equal(1_011_718, Ads122c04Registers.ConversionTimeNs(Ads122c04Rate.Sps1000));
    }

    [Fact]
    public void Configuration_resets_writes_reads_back_and_starts()
    {
        _bus.Expect(
            "41 w 06",
            "41 w 40 0A",
            "41 w 44 08",
            "41 w 48 50",
            "41 w 4C 00",
            "41 w 20 r 0A F5",
            "41 w 24 r 08 F7",
            "41 w 28 r D0 2F",
            "41 w 2C r 00 FF",
            "41 w 08");

        Assert.Equal(ConverterStatus.Ok, Configure());
        Assert.True(_bus.IsDone);
    }

    [Fact]
    public void A_configuration_that_reads_back_wrong_begins_again()
    {
        _bus.Expect(
            "41 w 06",
            "41 w 40 0A",
            "41 w 44 08",
            "41 w 48 50",
            "41 w 4C 00",
            "41 w 20 r 0B F4",
            "41 w 06");

        Assert.Equal(ConverterStatus.ConfigurationLost, Configure());
        Assert.Equal(ConverterStatus.Busy, _chip.StepConfiguration());
        Assert.True(_bus.IsDone);
    }

    [Theory]
    [InlineData("01 00 00 00 FE FF FF FF", 0, ConverterStatus.Ok)]
    [InlineData("01 00 00 01 FE FF FF FE", 1, ConverterStatus.Ok)]
    [InlineData("01 FF FF FF FE 00 00 00", -1, ConverterStatus.Ok)]
    [InlineData("01 C0 00 00 FE 3F FF FF", -0x400000, ConverterStatus.Ok)]
    [InlineData("01 7F FF FE FE 80 00 01", 0x7FFFFE, ConverterStatus.Ok)]
    [InlineData("01 7F FF FF FE 80 00 00", 0x7FFFFF, ConverterStatus.Saturated)]
    [InlineData("01 80 00 00 FE 7F FF FF", -0x800000, ConverterStatus.Saturated)]
    public void Codes_are_24_bits_two_s_complement(string reply, int code, ConverterStatus status)
    {
        _bus.Expect("41 w 10 r " + reply);

        Assert.Equal(status, _chip.Read());
        Assert.Equal(code, _chip.Code);
        Assert.Equal(1, _chip.NewConversions);
    }

    [Fact]
    public void The_counter_separates_old_conversions_from_new_and_counts_the_missed()
    {
        _bus.Expect(
            "41 w 10 r FE 00 00 05 01 FF FF FA",
            "41 w 10 r FE 00 00 05 01 FF FF FA",
            "41 w 10 r FF 00 00 05 00 FF FF FA",
            "41 w 10 r 02 00 00 06 FD FF FF F9");

        Assert.Equal(ConverterStatus.Ok, _chip.Read());
        Assert.Equal(ConverterStatus.NoNewData, _chip.Read());
        Assert.Equal(ConverterStatus.Ok, _chip.Read());
        Assert.Equal(1, _chip.NewConversions);
        Assert.Equal(ConverterStatus.Ok, _chip.Read());
        Assert.Equal(3, _chip.NewConversions);
    }

    [Fact]
    public void A_byte_that_contradicts_its_copy_is_not_taken_and_can_be_read_again()
    {
        _bus.Expect(
            "41 w 10 r 01 00 10 05 FE FF FF FA",
            "41 w 10 r 01 00 00 05 FE FF FF FA");

        Assert.Equal(ConverterStatus.Corrupt, _chip.Read());
        Assert.Equal(1, _chip.IntegrityFaults);
        Assert.Equal(ConverterStatus.Ok, _chip.Read());
        Assert.Equal(5, _chip.Code);
    }

    [Theory]
    [InlineData("00 00 00 00 00 00 00 00")]
    [InlineData("FF FF FF FF FF FF FF FF")]
    public void Lines_that_hang_are_not_data(string reply)
    {
        _bus.Expect("41 w 10 r " + reply);

        Assert.Equal(ConverterStatus.Corrupt, _chip.Read());
    }

    [Fact]
    public void Bus_faults_are_reported_and_counted()
    {
        _bus.Expect("41 w 10 nack", "41 w 10 stuck");

        Assert.Equal(ConverterStatus.Nack, _chip.Read());
        Assert.Equal(ConverterStatus.BusStuck, _chip.Read());
        Assert.Equal(2, _chip.BusFaults);
    }

    [Fact]
    public void Selecting_an_input_starts_again_and_notes_the_counter()
    {
        _bus.Expect(
            "41 w 40 63",
            "41 w 44 0A",
            "41 w 20 r 63 9C",
            "41 w 24 r 0A F5",
            "41 w 08",
            "41 w 10 r 07 00 00 05 F8 FF FF FA",
            "41 w 10 r 07 00 00 05 F8 FF FF FA",
            "41 w 10 r 08 00 01 00 F7 FF FE FF");

        Assert.Equal(ConverterStatus.Ok, _chip.Select(0x63, 0x0A));
        Assert.Equal(ConverterStatus.NoNewData, _chip.Read());
        Assert.Equal(ConverterStatus.Ok, _chip.Read());
        Assert.Equal(256, _chip.Code);
    }

    [Fact]
    public void A_chip_after_a_reset_is_found_out_by_reading_back()
    {
        _bus.Expect(
            "41 w 06",
            "41 w 40 0A",
            "41 w 44 08",
            "41 w 48 50",
            "41 w 4C 00",
            "41 w 20 r 0A F5",
            "41 w 24 r 08 F7",
            "41 w 28 r 50 AF",
            "41 w 2C r 00 FF",
            "41 w 08",
            "41 w 20 r 0A F5",
            "41 w 24 r 00 FF",
            "41 w 24 r 00 FF");
        Configure();

        Assert.Equal(ConverterStatus.Ok, _chip.Check());
        Assert.Equal(ConverterStatus.ConfigurationLost, _chip.Check());
        Assert.Equal(1, _chip.ConfigurationLosses);
    }

    private ConverterStatus Configure()
    {
        _chip.BeginConfiguration(0x0A, 0x08, 0x50, 0x00);
        ConverterStatus status;
        do
        {
            status = _chip.StepConfiguration();
        }
        while (status == ConverterStatus.Busy);
        return status;
    }
}
