using System;
using EdgeLogger.Device.Board;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Conformance.Tests;

/// <summary>The HX711 on an SPI bus, against a chip that sees nothing but the levels of the data line.</summary>
public sealed class SpiClockedPinsTests
{
    [Theory]
    [InlineData(0x000000, 25)]
    [InlineData(0x7FFFFF, 25)]
    [InlineData(0x800000, 26)]
    [InlineData(0xA5C3F1, 27)]
    public void A_shift_gives_the_pulses_and_the_bits_of_the_chip(int code, int pulses)
    {
        var chip = new ChipOnMosi(code);

        Assert.True(new SpiClockedPins(chip).Shift(pulses, out int bits));

        Assert.Equal(pulses, chip.Pulses);
        Assert.Equal(1, chip.LongestHigh);
        Assert.Equal(code, bits >> (pulses - 24));
        Assert.False(chip.IsClockHigh);
    }

    [Fact]
    public void Looking_at_the_data_pin_gives_no_pulse()
    {
        var chip = new ChipOnMosi(0x123456);
        var pins = new SpiClockedPins(chip);

        Assert.False(pins.IsDataHigh());
        Assert.True(pins.Shift(25, out _));
        Assert.True(pins.IsDataHigh());
        Assert.Equal(25, chip.Pulses);
    }

    [Fact]
    public void Holding_the_clock_switches_the_chip_off_and_on_again()
    {
        var chip = new ChipOnMosi(0x123456);
        var pins = new SpiClockedPins(chip);

        pins.HoldClock(true);

        Assert.True(chip.LongestHigh * 1_000_000L / SpiClockedPins.ClockHz > 60, "the chip switches off after 60 us");
        Assert.Equal(1, chip.Pulses);

        pins.HoldClock(false);
        Assert.Equal(1, chip.Pulses);
    }

    [Fact]
    public void A_failure_of_the_bus_is_reported()
    {
        var chip = new ChipOnMosi(0x123456) { IsBroken = true };
        var pins = new SpiClockedPins(chip);

        Assert.False(pins.Shift(25, out _));
        Assert.False(pins.IsDataHigh());
    }

    /// <summary>
    /// Data low while a conversion waits; each rising edge gives a bit, the first the highest; high after the last.
    /// </summary>
    private sealed class ChipOnMosi(int code) : ISpiDevice
    {
        private int _high;
        private bool _data;

        public bool IsBroken { get; init; }

        public int Pulses { get; private set; }

        public int LongestHigh { get; private set; }

        public bool IsClockHigh { get; private set; }

        public bool Transfer(byte[] write, byte[] read, int count)
        {
            for (int bit = 0; bit < 8 * count && !IsBroken; bit++)
            {
                Clock(((write[bit >> 3] >> (7 - (bit & 7))) & 1) != 0);
                int mask = 0x80 >> (bit & 7);
                read[bit >> 3] = (byte)(_data ? read[bit >> 3] | mask : read[bit >> 3] & ~mask);
            }

            IsClockHigh = false;
            _high = 0;
            return !IsBroken;
        }

        private void Clock(bool level)
        {
            if (level && !IsClockHigh)
            {
                Pulses++;
                _data = Pulses > 24 || ((code >> (24 - Pulses)) & 1) != 0;
            }

            IsClockHigh = level;
            _high = level ? _high + 1 : 0;
            LongestHigh = Math.Max(LongestHigh, _high);
        }
    }
}
