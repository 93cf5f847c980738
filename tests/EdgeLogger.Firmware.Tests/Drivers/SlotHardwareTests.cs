using System;
using System.Numerics;
using EdgeLogger.Firmware.Drivers.Ads122c04;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Units;

namespace EdgeLogger.Firmware.Tests.Drivers;

public sealed class SlotHardwareTests
{
    [Fact]
    public void The_reference_design_has_the_scales_of_the_data_sheets_exactly()
    {
        ChannelSchema[] schema = new SlotHardware
        { LoadCellNanoNewtonPerCode = 2_500_000, PistonAreaSquareMicrometre = 80_000_000 }.Schema();

        // 2.048 V x 3 / 2^23 = 0.732421875 uV.
        Assert.Equal((732421875, -15), Scale(schema[Channel.Voltage]));

        // 2.048 V / 32 / 2^23 / 10 ohm = 0.762939453125 nA.
        Assert.Equal((762939453125, -21), Scale(schema[Channel.Current]));

        // 3240 ohm / 2 / 2^23.
        Assert.Equal((193119049072265625, -21), Scale(schema[Channel.Temperature]));

        // 2.5 mN over 80 mm2.
        Assert.Equal((3125, -8), Scale(schema[Channel.Pressure]));
        Assert.Equal("rtd:1000", schema[Channel.Temperature].Conversion);
        Assert.Equal(["voltage", "current", "temperature", "pressure"], Array.ConvertAll(schema, s => s.Quantity));
        Assert.Equal(["V", "A", "degC", "MPa"], Array.ConvertAll(schema, s => s.Unit));
        Assert.All(schema, s => Assert.Equal(0, s.OffsetMantissa));
    }

    [Fact]
    public void Full_scale_is_6_144_V_and_6_4_mA()
    {
        ChannelSchema[] schema = new SlotHardware().Schema();

        Assert.Equal(6.144, Value(schema[Channel.Voltage], 1 << 23), 1e-12);
        Assert.Equal(6.4e-3, Value(schema[Channel.Current], 1 << 23), 1e-15);
        Assert.Equal(-6.144, Value(schema[Channel.Voltage], -(1 << 23)), 1e-12);
    }

    [Fact]
    public void A_Pt1000_at_25_degC_has_5682228_codes()
    {
        ChannelSchema schema = new SlotHardware().Schema()[Channel.Temperature];

        // 1097.347 ohm of 1620 ohm full scale.
        double code = RtdCurve.ResistanceOhm(25, 1000) / 1620 * (1 << 23);
        Assert.Equal(5682228, Math.Round(code));
        Assert.Equal(25, RtdCurve.TemperatureDegC(Value(schema, (int)Math.Round(code)), 1000), 1e-4);
    }

    [Fact]
    public void Calibrated_offsets_make_their_code_a_zero()
    {
        var hardware = new SlotHardware
        {
            VoltageZeroCode = 345,
            CurrentZeroCode = -5243,
            ThermometerZeroCode = 12,
            LoadCellZeroCode = 104_729,
            Calibrated = "2026-03-01",
        };
        ChannelSchema[] schema = hardware.Schema();

        Assert.Equal(0, Value(schema[Channel.Voltage], 345), 1e-15);
        Assert.Equal(0, Value(schema[Channel.Current], -5243), 1e-18);
        Assert.Equal(0, Value(schema[Channel.Temperature], 12), 1e-12);
        Assert.Equal(0, Value(schema[Channel.Pressure], 104_729), 1e-12);
        Assert.All(schema, s => Assert.Equal("2026-03-01", s.Calibrated));
    }

    [Theory]
    [InlineData(5_000, 10_000_000, 32)]
    [InlineData(1_200, 10_000_000, 128)]
    [InlineData(6_200, 10_000_000, 32)]
    [InlineData(6_390, 10_000_000, 16)]
    [InlineData(4_800_000, 10_000, 32)]
    [InlineData(300_000, 10_000_000, 1)]
    public void The_gain_is_the_largest_that_lets_the_current_fit(long maxCurrentMicroAmp, long shuntMicroOhm, int gain)
    {
        var hardware = new SlotHardware { ShuntMicroOhm = shuntMicroOhm };

        Assert.Equal(gain, hardware.GainForCurrent(maxCurrentMicroAmp));
    }

    [Theory]
    [InlineData(1, 3, 333333333333333333, -18)]
    [InlineData(2, 3, 666666666666666667, -18)]
    [InlineData(-2, 3, -666666666666666667, -18)]
    [InlineData(0, 7, 0, 0)]
    [InlineData(5, 1, 5, 0)]
    [InlineData(1, 8, 125, -3)]
    public void A_quotient_is_exact_or_rounded_in_the_18th_digit(long numerator, long denominator, long mantissa, int exponent)
    {
        var quotient = new DecimalQuotient(numerator, denominator);

        Assert.Equal((mantissa, exponent), (quotient.Mantissa, quotient.Exponent));
    }

    [Fact]
    public void Any_quotient_is_right_to_half_a_unit_of_its_last_digit()
    {
        const int Seed = 20260301;
        var random = new Random(Seed);
        for (int i = 0; i < 2000; i++)
        {
            long numerator = random.NextInt64(1, 1L << random.Next(1, 50));
            long denominator = random.NextInt64(1, 1L << random.Next(1, 58));
            var quotient = new DecimalQuotient(numerator, denominator);

            // |mantissa x denominator - numerator x 10^-exponent| <= denominator / 2
            BigInteger error = ((BigInteger)quotient.Mantissa * denominator)
                - (numerator * BigInteger.Pow(10, -quotient.Exponent));
            Assert.True(BigInteger.Abs(error) * 2 <= denominator, $"seed {Seed}: {numerator} / {denominator}");
        }
    }

    [Fact]
    public void Register_bits_of_a_gain_are_its_power_of_two()
        => Assert.Equal(0x0E, Ads122c04Registers.Register0(Ads122c04Input.Ain0Ain1, 128, false));

    private static (long Mantissa, int Exponent) Scale(ChannelSchema schema) => (schema.ScaleMantissa, schema.ScaleExponent);

    private static double Value(ChannelSchema schema, int code)
        => (code * (schema.ScaleMantissa * Math.Pow(10, schema.ScaleExponent)))
            + (schema.OffsetMantissa * Math.Pow(10, schema.OffsetExponent));
}
