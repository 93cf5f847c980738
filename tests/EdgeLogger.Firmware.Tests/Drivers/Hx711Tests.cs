using System;
using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Drivers.Hx711;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Tests.Drivers;

public sealed class Hx711Tests
{
    /// <summary>Two pins by hand.</summary>
    private sealed class Pins : IClockedPins
    {
        public bool IsHigh { get; set; }

        public bool StaysLow { get; set; }

        public bool IsInterrupted { get; set; }

        public int Data { get; set; }

        public int Pulses { get; private set; }

        public string Holds { get; private set; } = "";

        public bool IsDataHigh() => IsHigh;

        public bool Shift(int pulses, out int bits)
        {
            Pulses = pulses;
            bits = ((Data & 0xFFFFFF) << (pulses - 24)) | ((1 << (pulses - 24)) - 1);
            IsHigh = !StaysLow;
            return !IsInterrupted;
        }

        public void HoldClock(bool high) => Holds += high ? "1" : "0";
    }

    private readonly Pins _pins = new();

    [Theory]
    [InlineData(128, 25)]
    [InlineData(32, 26)]
    [InlineData(64, 27)]
    public void The_gain_is_chosen_by_the_number_of_pulses(int gain, int pulses)
    {
        var chip = new Hx711(_pins, gain);
        chip.Read();

        Assert.Equal(pulses, _pins.Pulses);
    }

    [Fact]
    public void Every_code_of_24_bits_survives_its_pulses()
    {
        const int Seed = 711;
        var random = new Random(Seed);
        var chip = new Hx711(_pins, 64);
        for (int i = 0; i < 20_000; i++)
        {
            int code = random.Next(Hx711Registers.MinCode, Hx711Registers.MaxCode + 1) >> random.Next(24);
            _pins.Data = code;
            _pins.IsHigh = false;
            chip.Read();
            Assert.True(chip.Code == code, $"seed {Seed}: {code} became {chip.Code}");
        }
    }

    [Theory]
    [InlineData(0x7FFFFF)]
    [InlineData(-0x800000)]
    public void The_ends_of_the_range_are_saturated(int code)
    {
        var chip = new Hx711(_pins, 128);
        _pins.Data = code;

        Assert.Equal(ConverterStatus.Saturated, chip.Read());
        Assert.Equal(code, chip.Code);
    }

    [Fact]
    public void Data_high_means_that_nothing_is_there_yet()
    {
        var chip = new Hx711(_pins, 128);
        _pins.IsHigh = true;

        Assert.Equal(ConverterStatus.NoNewData, chip.Read());
        Assert.Equal(0, _pins.Pulses);
    }

    [Fact]
    public void Configuration_switches_off_for_more_than_60_us_and_on_and_waits_for_the_filter()
    {
        var chip = new Hx711(_pins, 128);
        chip.StartOver();
        Assert.Equal(ConverterStatus.Busy, chip.StepConfiguration());
        Assert.True(chip.PauseUs > Hx711Registers.PowerDownUs);
        Assert.Equal(ConverterStatus.Ok, chip.StepConfiguration());
        Assert.Equal("10", _pins.Holds);

        // The conversion with the gain of power-up, and four that settle.
        for (int i = 0; i < 5; i++)
        {
            _pins.IsHigh = false;
            Assert.Equal(ConverterStatus.Busy, chip.Read());
        }

        _pins.IsHigh = false;
        Assert.Equal(ConverterStatus.Ok, chip.Read());
    }

    [Fact]
    public void Data_that_stays_low_after_the_pulses_is_not_a_chip()
    {
        var chip = new Hx711(_pins, 128);
        _pins.StaysLow = true;

        Assert.Equal(ConverterStatus.Corrupt, chip.Read());
        Assert.Equal(1, chip.IntegrityFaults);
    }

    [Fact]
    public void A_pulse_that_was_too_long_may_have_switched_the_chip_off()
    {
        var chip = new Hx711(_pins, 128);
        _pins.IsInterrupted = true;

        Assert.Equal(ConverterStatus.ConfigurationLost, chip.Read());
        Assert.Equal(1, chip.ConfigurationLosses);
    }
}
