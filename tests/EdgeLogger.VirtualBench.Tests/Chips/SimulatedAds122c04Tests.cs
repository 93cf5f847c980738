using System;
using System.Globalization;
using System.Linq;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Tests.Chips;

public sealed class SimulatedAds122c04Tests
{
    private static string Ask(SimulatedAds122c04 chip, long uptimeUs, string command, int count)
    {
        byte[] written = Convert.FromHexString(command);
        var reply = new byte[count];
        Assert.True(chip.Write(uptimeUs, written, written.Length));
        Assert.True(chip.Read(uptimeUs, reply, count));
        return Convert.ToHexString(reply);
    }

    private static void Send(SimulatedAds122c04 chip, long uptimeUs, params string[] commands)
    {
        foreach (byte[] bytes in commands.Select(Convert.FromHexString))
        {
            Assert.True(chip.Write(uptimeUs, bytes, bytes.Length));
        }
    }

    private static SimulatedAds122c04 Chip(FixedPins pins, Ads122c04Errors? errors = null) =>
        new(pins, errors ?? Ads122c04Errors.Ideal, 1);

    [Fact]
    public void After_power_up_all_registers_are_zero_and_nothing_converts()
    {
        SimulatedAds122c04 chip = Chip(new FixedPins(1, 0, 0, 0));

        foreach (string command in new[] { "20", "24", "28", "2C" })
        {
            Assert.Equal("00", Ask(chip, 0, command, 1));
        }

        Assert.False(chip.IsDataReady(10_000_000));
        Assert.Equal("000000", Ask(chip, 10_000_000, "10", 3));
    }

    [Fact]
    public void A_single_shot_takes_51213_clocks_and_sets_the_ready_bit_until_it_is_read()
    {
        var pins = new FixedPins(1.024, 0, 0, 0);
        SimulatedAds122c04 chip = Chip(pins);
        Send(chip, 1_000_000, "08");

        Assert.Equal("00", Ask(chip, 1_050_012, "28", 1));
        Assert.Equal("80", Ask(chip, 1_050_013, "28", 1));
        Assert.Equal("400000", Ask(chip, 1_050_100, "10", 3));
        Assert.Equal("00", Ask(chip, 1_050_200, "28", 1));
        Assert.False(chip.IsDataReady(9_000_000));
        Assert.Equal(1.050012695, pins.LastWindowS.End, 1e-9);
        Assert.Equal(51213 / 1.024e6, pins.LastWindowS.End - pins.LastWindowS.Start, 1e-9);
    }

    [Fact]
    public void Continuous_conversions_follow_each_other_every_51192_clocks_and_are_counted()
    {
        SimulatedAds122c04 chip = Chip(new FixedPins(-0.5, 0, 0, 0));
        Send(chip, 0, "4408", "4840", "08");

        // 28.5 clocks to the start of the first.
        Assert.False(chip.IsDataReady(50_020));
        Assert.True(chip.IsDataReady(50_021));
        Assert.Equal("01E0C000", Ask(chip, 50_021, "10", 4));
        Assert.Equal("01", Ask(chip, 60_000, "10", 4)[..2]);
        Assert.Equal("03", Ask(chip, 28 + (3 * 49_993), "10", 4)[..2]);
        Assert.Equal(3, chip.Conversions);

        // 256 later the counter is where it was.
        Assert.Equal("03", Ask(chip, 28 + (259 * 49_993L), "10", 4)[..2]);
    }

    [Fact]
    public void Writing_a_register_starts_the_running_conversion_again()
    {
        SimulatedAds122c04 chip = Chip(new FixedPins(1, 0, 0, 0));
        Send(chip, 0, "4408", "08");
        Send(chip, 40_000, "4000");

        Assert.False(chip.IsDataReady(90_020));
        Assert.True(chip.IsDataReady(90_021));
    }

    [Fact]
    public void Reset_restores_the_power_up_state_and_power_down_stops_conversions()
    {
        SimulatedAds122c04 chip = Chip(new FixedPins(1, 0, 0, 0));
        Send(chip, 0, "400A", "4408", "4850", "4CA0", "08");
        Send(chip, 60_000, "02");
        Assert.Equal(1, chip.Conversions);
        Assert.Equal("0AF5", Ask(chip, 900_000, "20", 2));
        Assert.Equal(1, chip.Conversions);

        Send(chip, 1_000_000, "06");
        Assert.Equal("00FF", Ask(chip, 1_000_100, "20", 2));
        Assert.Equal("00", Ask(chip, 1_000_100, "2C", 1));
    }

    [Fact]
    public void The_inverted_copy_and_the_crc_follow_counter_and_data()
    {
        SimulatedAds122c04 chip = Chip(new FixedPins(1.024, 0, 0, 0));
        Send(chip, 0, "4408", "4850", "08");
        Assert.Equal("01400000FEBFFFFF", Ask(chip, 51_000, "10", 8));

        Send(chip, 51_000, "4860");
        string reply = Ask(chip, 120_000, "10", 6);
        byte[] data = Convert.FromHexString(reply[..8]);
        Assert.Equal(Crc16Ccitt.Compute(data, 4).ToString("X4", CultureInfo.InvariantCulture), reply[8..]);
        Assert.Equal(0x29B1, Crc16Ccitt.Compute("123456789"u8.ToArray(), 9));
    }

    [Theory]

    // Register 0, expected volts at the input for pins at 1.0, 0.25, 0.5, 0.125 V, gain.
    [InlineData(0x00, 0.75, 1)]
    [InlineData(0x10, 0.5, 1)]
    [InlineData(0x20, 0.875, 1)]
    [InlineData(0x30, -0.75, 1)]
    [InlineData(0x40, -0.25, 1)]
    [InlineData(0x50, 0.125, 1)]
    [InlineData(0x66, 0.375, 8)]
    [InlineData(0x78, -0.375, 16)]
    [InlineData(0x81, 1.0, 1)]
    [InlineData(0x9E, 0.25, 4)]
    [InlineData(0xA3, 0.5, 2)]
    [InlineData(0xB0, 0.125, 1)]
    [InlineData(0xD0, 0.825, 1)]
    [InlineData(0xE0, 0, 1)]
    public void The_multiplexer_and_the_gain_give_the_code_of_the_data_sheet(int register0, double inputV, int gain)
    {
        SimulatedAds122c04 chip = Chip(new FixedPins(1.0, 0.25, 0.5, 0.125));
        Send(chip, 0, "40" + register0.ToString("X2", CultureInfo.InvariantCulture), "08");

        int code = (int)Math.Clamp(Math.Round(inputV * gain / 2.048 * 0x800000), -0x800000, 0x7FFFFF);
        Assert.Equal((code & 0xFFFFFF).ToString("X6", CultureInfo.InvariantCulture), Ask(chip, 60_000, "10", 3));
    }

    [Theory]
    [InlineData(2.5, "7FFFFF")]
    [InlineData(-2.5, "800000")]
    [InlineData(-2.048, "800000")]
    [InlineData(2.048, "7FFFFF")]
    public void Beyond_the_range_the_code_stays_at_its_end(double inputV, string data)
    {
        SimulatedAds122c04 chip = Chip(new FixedPins(inputV, 0, 0, 0));
        Send(chip, 0, "08");

        Assert.Equal(data, Ask(chip, 60_000, "10", 3));
    }

    [Theory]
    [InlineData(50, "190000")]
    [InlineData(0.25, "002000")]
    [InlineData(-25, "F38000")]
    public void The_internal_thermometer_has_14_bits_of_a_32nd_degree(double degC, string data)
    {
        SimulatedAds122c04 chip = Chip(new FixedPins(0, 0, 0, 0) { ChipDegC = degC });
        Send(chip, 0, "4401", "08");

        Assert.Equal(data, Ask(chip, 60_000, "10", 3));
    }

    [Fact]
    public void Against_the_external_reference_the_current_of_the_sources_cancels()
    {
        const double CurrentA = 250e-6 * 1.01;
        var pins = new FixedPins(0, 0, 1100 * CurrentA, 0) { ReferenceOhm = 3240 };
        SimulatedAds122c04 chip = Chip(pins, Ads122c04Errors.Ideal with { ExcitationErrorPpm = 10_000 });
        Send(chip, 0, "4063", "440A", "4854", "4CA0", "08");

        int code = (int)Math.Round(1100.0 / 3240 * 2 * 0x800000);
        Assert.Equal("01" + code.ToString("X6", CultureInfo.InvariantCulture), Ask(chip, 60_000, "10", 4));
    }

    [Fact]
    public void Turbo_mode_converts_twice_as_fast()
    {
        SimulatedAds122c04 chip = Chip(new FixedPins(0, 0, 0, 0));
        Send(chip, 0, "44D8", "08");
        chip.IsDataReady(1_000_000);

        Assert.Equal(1_000_000 / (1036 / 2.048), chip.Conversions, 1.0);
    }

    [Theory]
    [InlineData(0, 3.71e-6)]
    [InlineData(5, 0.17e-6)]
    public void Noise_and_offset_are_those_asked_for(int gainField, double noiseV)
    {
        SimulatedAds122c04 chip = Chip(new FixedPins(0, 0, 0, 0), Ads122c04Errors.Ideal with { NoiseFactor = 1, OffsetV = 4e-6 });
        Send(chip, 0, "40" + (gainField << 1).ToString("X2", CultureInfo.InvariantCulture), "4408", "08");
        double lsb = 2.048 / (1 << gainField) / 0x800000;
        const int Count = 20_000;
        double sum = 0;
        double squares = 0;
        for (int i = 1; i <= Count; i++)
        {
            int code = Convert.ToInt32(Ask(chip, 100 + (i * 49_993L), "10", 3), 16) << 8 >> 8;
            sum += code * lsb;
            squares += code * lsb * code * lsb;
        }

        double mean = sum / Count;
        Assert.Equal(4e-6, mean, 4 * noiseV / Math.Sqrt(Count));
        Assert.Equal(noiseV, Math.Sqrt((squares / Count) - (mean * mean)), noiseV * 0.05);
    }
}
