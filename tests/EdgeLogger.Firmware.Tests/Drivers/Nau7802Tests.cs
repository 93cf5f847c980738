using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Drivers.Nau7802;

namespace EdgeLogger.Firmware.Tests.Drivers;

public sealed class Nau7802Tests
{
    private static readonly string[] s_powerUp =
    [
        "2A w 00 01",
        "2A w 00 02",
        "2A w 00 r 0A",
        "2A w 00 86",
        "2A w 01 2F",
        "2A w 02 00",
        "2A w 15 30",
        "2A w 1C 80",
        "2A w 02 04",
        "2A w 02 r 04",
        "2A w 02 r 00",
        "2A w 00 96",
    ];

    private readonly ScriptedBus _bus = new();
    private readonly Nau7802 _chip;

    public Nau7802Tests()
    {
        _chip = new Nau7802(_bus);
    }

    [Fact]
    public void The_power_up_sequence_is_that_of_the_data_sheet()
    {
        _bus.Expect(s_powerUp);

        Assert.Equal(ConverterStatus.Ok, Configure());
        Assert.True(_bus.IsDone);
    }

    [Fact]
    public void The_regulator_gets_600_ms_before_the_calibration()
    {
        _bus.Expect(s_powerUp);
        _chip.BeginConfiguration(128, Nau7802Rate.Sps10);
        for (int i = 0; i < 8; i++)
        {
            _chip.StepConfiguration();
        }

        Assert.Equal(600_000, _chip.PauseUs);
    }

    [Fact]
    public void A_failed_calibration_begins_again()
    {
        string[] script = (string[])s_powerUp.Clone();
        script[10] = "2A w 02 r 08";
        script[11] = "2A w 00 01";
        _bus.Expect(script);

        Assert.Equal(ConverterStatus.ConfigurationLost, Configure());
        Assert.Equal(ConverterStatus.Busy, _chip.StepConfiguration());
    }

    [Theory]
    [InlineData("00 00 01", 1, ConverterStatus.Ok)]
    [InlineData("FF FF FE", -2, ConverterStatus.Ok)]
    [InlineData("7F FF FF", 0x7FFFFF, ConverterStatus.Saturated)]
    [InlineData("80 00 00", -0x800000, ConverterStatus.Saturated)]
    public void Codes_are_24_bits_two_s_complement_read_twice(string bytes, int code, ConverterStatus status)
    {
        _bus.Expect("2A w 00 r BE", "2A w 12 r " + bytes, "2A w 12 r " + bytes);

        Assert.Equal(status, _chip.Read());
        Assert.Equal(code, _chip.Code);
    }

    [Fact]
    public void The_first_four_conversions_are_not_settled()
    {
        _bus.Expect(s_powerUp);
        Configure();
        for (int i = 0; i < 5; i++)
        {
            _bus.Expect("2A w 00 r BE", "2A w 12 r 00 10 00", "2A w 12 r 00 10 00");
        }

        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(ConverterStatus.Busy, _chip.Read());
        }

        Assert.Equal(ConverterStatus.Ok, _chip.Read());
    }

    [Fact]
    public void Without_the_ready_bit_there_is_nothing_to_fetch()
    {
        _bus.Expect("2A w 00 r 9E");

        Assert.Equal(ConverterStatus.NoNewData, _chip.Read());
        Assert.True(_bus.IsDone);
    }

    [Fact]
    public void A_chip_that_was_reset_shows_it_in_its_power_bits()
    {
        _bus.Expect("2A w 00 r 00");

        Assert.Equal(ConverterStatus.ConfigurationLost, _chip.Read());
        Assert.Equal(1, _chip.ConfigurationLosses);
    }

    [Fact]
    public void Two_looks_that_differ_are_corrupt()
    {
        _bus.Expect("2A w 00 r BE", "2A w 12 r 00 10 00", "2A w 12 r 00 10 40");

        Assert.Equal(ConverterStatus.Corrupt, _chip.Read());
        Assert.Equal(1, _chip.IntegrityFaults);
    }

    [Fact]
    public void Bus_faults_are_reported_and_counted()
    {
        _bus.Expect("2A w 00 nack", "2A w 00 r BE", "2A w 12 stuck");

        Assert.Equal(ConverterStatus.Nack, _chip.Read());
        Assert.Equal(ConverterStatus.BusStuck, _chip.Read());
        Assert.Equal(2, _chip.BusFaults);
    }

    private ConverterStatus Configure()
    {
        _chip.BeginConfiguration(128, Nau7802Rate.Sps10);
        ConverterStatus status;
        do
        {
            status = _chip.StepConfiguration();
        }
        while (status == ConverterStatus.Busy);
        return status;
    }
}
