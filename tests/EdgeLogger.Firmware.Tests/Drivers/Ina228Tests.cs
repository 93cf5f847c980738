using System;
using System.Numerics;
using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Drivers.Ina228;

namespace EdgeLogger.Firmware.Tests.Drivers;

public sealed class Ina228Tests
{
    private static readonly string[] s_configuration =
    [
        "44 w 00 80 00",
        "44 w 3E r 54 49",
        "44 w 3F r 22 81",
        "44 w 00 00 10",
        "44 w 00 r 00 10", "44 w 00 r 00 10",
        "44 w 02 10 00",
        "44 w 02 r 10 00", "44 w 02 r 10 00",
        "44 w 0B 80 00",
        "44 w 01 A9 C2",
        "44 w 01 r A9 C2", "44 w 01 r A9 C2",
    ];

    private readonly ScriptedBus _bus = new();
    private readonly Ina228 _chip;

    public Ina228Tests()
    {
        _chip = new Ina228(_bus, 0x44, true, false);
    }

    [Fact]
    public void Registers_are_those_of_the_data_sheet()
    {
        // Continuous shunt voltage (mode A), 540 us bus, 4,120 us shunt, 16 averages; mode B with the bus voltage.
        Assert.Equal(0xA9C2, Ina228Registers.AdcConfigFor(false));
        Assert.Equal(0xB9C2, Ina228Registers.AdcConfigFor(true));
        Assert.Equal(65_920_000, Ina228Registers.MeanTimeNs(false));
        Assert.Equal(74_560_000, Ina228Registers.MeanTimeNs(true));
    }

    [Fact]
    public void The_calibration_of_the_data_sheet_s_example_is_4050()
    {
        // Section 8.2.2.3: 16.2 mohm, CURRENT_LSB = 10 A / 2^19 = 19.073486 uA.
        Assert.Equal(4050, Ina228Registers.CalibrationFor(10.0 / (1 << 19), 0.0162, false));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void At_the_unity_calibration_a_code_of_the_current_is_one_of_the_shunt_s_voltage(bool narrow)
    {
        double currentCodeA = Ina228Registers.ShuntCodeFemtoVolt(narrow) * 1e-15 / 8;

        Assert.Equal(Ina228Registers.UnityCalibration, Ina228Registers.CalibrationFor(currentCodeA, 8, narrow));
    }

    [Fact]
    public void Full_scale_is_163_84_or_40_96_mV()
    {
        Assert.Equal(163.84e-3, Ina228Registers.ShuntCodeFemtoVolt(false) * 1e-15 * (1 << 19), 1e-12);
        Assert.Equal(40.96e-3, Ina228Registers.ShuntCodeFemtoVolt(true) * 1e-15 * (1 << 19), 1e-12);
    }

    [Fact]
    public void A_code_of_the_energy_is_2_to_the_18th_codes_of_voltage_and_current_for_a_second()
    {
        // ENERGY: 16 x 3.2 x CURRENT_LSB joule (section 8.1.2, equation 6).
        double energyJ = 16 * 3.2;
        double unitJ = Ina228Registers.BusCodeTenthNanoVolt * 1e-10;

        Assert.Equal(1 << Ina228Registers.EnergyCodeShift, energyJ / unitJ, 1e-6);
    }

    [Fact]
    public void Every_code_of_20_bits_survives_its_three_bytes()
    {
        var bytes = new byte[3];
        for (int code = Ina228Registers.MinCode; code <= Ina228Registers.MaxCode; code++)
        {
            int word = code << 4;
            bytes[0] = (byte)(word >> 16);
            bytes[1] = (byte)(word >> 8);
            bytes[2] = (byte)word;
            if (Ina228Registers.CodeOf20(bytes) != code)
            {
                Assert.Fail($"{code} became {Ina228Registers.CodeOf20(bytes)}");
            }
        }
    }

    [Fact]
    public void What_went_by_between_two_sums_of_40_bits_is_right_across_the_end_of_the_register()
    {
        const int Seed = 22801;
        var random = new Random(Seed);
        BigInteger modulus = BigInteger.One << 40;
        for (int i = 0; i < 20_000; i++)
        {
            long before = random.NextInt64(1L << 40);
            long charge = random.NextInt64(-(1L << 39), 1L << 39) >> random.Next(40);
            long energy = random.NextInt64(1L << 40) >> random.Next(40);
            long afterCharge = (long)((((before + (BigInteger)charge) % modulus) + modulus) % modulus);
            long afterEnergy = (long)((before + (BigInteger)energy) % modulus);

            Assert.True(charge == Ina228Registers.ChargeBetween(before, afterCharge), $"seed {Seed}: {before} + {charge}");
            Assert.True(energy == Ina228Registers.EnergyBetween(before, afterEnergy), $"seed {Seed}: {before} + {energy}");
        }
    }

    [Fact]
    public void Configuration_resets_identifies_writes_and_reads_back()
    {
        _bus.Expect(s_configuration);

        Assert.Equal(ConverterStatus.Ok, Configure());
        Assert.True(_bus.IsDone);
    }

    [Theory]
    [InlineData(1, "44 w 3E r 54 4A")]
    [InlineData(2, "44 w 3F r 23 81")]
    public void A_chip_with_another_identity_is_the_wrong_chip(int step, string answer)
    {
        string[] script = s_configuration[..(step + 1)];
        script[step] = answer;
        _bus.Expect(script);

        Assert.Equal(ConverterStatus.WrongChip, Configure());
        Assert.True(_bus.IsDone);
    }

    [Fact]
    public void A_register_that_does_not_keep_its_value_begins_again()
    {
        _bus.Expect("44 w 00 80 00", "44 w 3E r 54 49", "44 w 3F r 22 81", "44 w 00 00 10", "44 w 00 r 00 00", "44 w 00 r 00 00",
            "44 w 00 80 00");

        Assert.Equal(ConverterStatus.ConfigurationLost, Configure());
        Assert.Equal(ConverterStatus.Busy, _chip.StepConfiguration());
    }

    [Fact]
    public void A_reading_is_the_mean_and_how_far_the_sum_went()
    {
        Ready("00 01 00", "00 00 00 01 00");
        Assert.Equal(ConverterStatus.Ok, _chip.Read());
        Assert.Equal(0x10, _chip.Code);
        Assert.False(_chip.HasSums);

        Ready("FF FF F0", "00 00 00 00 F0");
        Assert.Equal(ConverterStatus.Ok, _chip.Read());
        Assert.Equal(-1, _chip.Code);
        Assert.True(_chip.HasSums);
        Assert.Equal(-0x10, _chip.ChargeCodes);
        Assert.True(_bus.IsDone);
    }

    [Theory]
    [InlineData("7F FF F0", Ina228Registers.MaxCode)]
    [InlineData("80 00 00", Ina228Registers.MinCode)]
    public void The_ends_of_the_range_are_saturated(string bytes, int code)
    {
        Ready(bytes, "00 00 00 00 00");

        Assert.Equal(ConverterStatus.Saturated, _chip.Read());
        Assert.Equal(code, _chip.Code);
    }

    [Fact]
    public void Without_the_flag_nothing_is_fetched()
    {
        _bus.Expect("44 w 0B r 80 01");

        Assert.Equal(ConverterStatus.NoNewData, _chip.Read());
        Assert.True(_bus.IsDone);
    }

    [Fact]
    public void A_transfer_that_fails_after_the_flag_is_made_up_for_without_asking_again()
    {
        _bus.Expect("44 w 0B r 80 03", "44 w 04 nack");
        Assert.Equal(ConverterStatus.Nack, _chip.Read());

        _bus.Expect("44 w 04 r 00 01 00", "44 w 04 r 00 01 00", "44 w 0A r 00 00 00 00 01", "44 w 0A r 00 00 00 00 01");
        Assert.Equal(ConverterStatus.Ok, _chip.Read());
        Assert.True(_bus.IsDone);
    }

    [Fact]
    public void Two_sums_that_differ_are_corrupt_and_nothing_is_taken_over()
    {
        Ready("00 01 00", "00 00 00 00 10");
        Assert.Equal(ConverterStatus.Ok, _chip.Read());
        _bus.Expect("44 w 0B r 80 03", "44 w 04 r 00 01 00", "44 w 04 r 00 01 00", "44 w 0A r 00 00 00 00 20",
            "44 w 0A r 00 40 00 00 20");
        Assert.Equal(ConverterStatus.Corrupt, _chip.Read());
        Assert.Equal(1, _chip.IntegrityFaults);

        _bus.Expect("44 w 04 r 00 01 00", "44 w 04 r 00 01 00", "44 w 0A r 00 00 00 00 21", "44 w 0A r 00 00 00 00 21");
        Assert.Equal(ConverterStatus.Ok, _chip.Read());
        Assert.Equal(0x11, _chip.ChargeCodes);
    }

    [Fact]
    public void A_chip_that_was_reset_is_found_by_its_flags_and_one_disturbed_bit_is_not_that()
    {
        _bus.Expect("44 w 0B r 00 01", "44 w 01 r FB 68", "44 w 01 r FB 68");
        Assert.Equal(ConverterStatus.ConfigurationLost, _chip.Read());
        Assert.Equal(1, _chip.ConfigurationLosses);

        _bus.Expect("44 w 0B r 00 01", "44 w 01 r A9 C2", "44 w 01 r A9 C2");
        Assert.Equal(ConverterStatus.Corrupt, _chip.Read());
        Assert.Equal(1, _chip.ConfigurationLosses);
    }

    [Fact]
    public void An_overflow_is_counted_and_loses_nothing()
    {
        Ready("00 01 00", "7F FF FF FF FF");
        Assert.Equal(ConverterStatus.Ok, _chip.Read());
        _bus.Expect("44 w 0B r 84 03", "44 w 04 r 00 01 00", "44 w 04 r 00 01 00", "44 w 0A r 80 00 00 00 04",
            "44 w 0A r 80 00 00 00 04");

        Assert.Equal(ConverterStatus.Ok, _chip.Read());
        Assert.Equal(5, _chip.ChargeCodes);
        Assert.Equal(1, _chip.Overflows);
    }

    private void Ready(string mean, string sum) => _bus.Expect(
        "44 w 0B r 80 03", "44 w 04 r " + mean, "44 w 04 r " + mean, "44 w 0A r " + sum, "44 w 0A r " + sum);

    private ConverterStatus Configure()
    {
        _chip.StartOver();
        ConverterStatus status;
        do
        {
            status = _chip.StepConfiguration();
        }
        while (status == ConverterStatus.Busy);
        return status;
    }
}
