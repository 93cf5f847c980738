using System;
using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Drivers.Ads1115;
using EdgeLogger.Firmware.Drivers.Max31865;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Units;

namespace EdgeLogger.Firmware.Tests.Drivers;

public sealed class AlternativeHardwareTests
{
    [Fact]
    public void Scales_of_every_chip_are_those_of_its_data_sheet_exactly()
    {
        ChannelSchema[] monitor = new SlotHardware
        {
            CurrentChip = SlotChip.Ina228,
            VoltageChip = SlotChip.Ina228,
            ShuntMicroOhm = 8_000_000,
            DividerMillionths = 1_000_000,
            ThermometerChip = SlotChip.Max31865,
            ThermometerReferenceMilliOhm = 4_000_000,
            LoadCellChip = SlotChip.Hx711,
        }.Schema();

        // 78.125 nV / 8 ohm, 195.3125 uV, 4 kohm / 2^15.
        Assert.Equal(78.125e-9 / 8, Value(monitor[Channel.Current]), 1e-22);
        Assert.Equal(195.3125e-6, Value(monitor[Channel.Voltage]), 1e-18);
        Assert.Equal(4000.0 / 32768, Value(monitor[Channel.Temperature]), 1e-15);
        Assert.Equal(["INA228", "INA228", "MAX31865", "HX711"], Array.ConvertAll(monitor, s => s.Chip));

        ChannelSchema[] coarse = new SlotHardware
        {
            VoltageChip = SlotChip.Ads1115,
            VoltageRange = Ads1115Range.MilliVolt4096,
            ThermometerChip = SlotChip.Ads1115,
            ThermometerReferenceMilliOhm = 10_000_000,
            Thermistor = Thermistor.OfBeta(10_000, 3988),
        }.Schema();

        // 4.096 V x 3 / 2^15, 10 kohm / 2^20.
        Assert.Equal(4.096 * 3 / 32768, Value(coarse[Channel.Voltage]), 1e-15);
        Assert.Equal(10_000.0 / ThermistorDivider.CodesPerUnity, Value(coarse[Channel.Temperature]), 1e-15);
        Assert.StartsWith("ntc:", coarse[Channel.Temperature].Conversion, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SlotChip.Ads122c04, SlotChip.Ads122c04, SlotChip.Ads122c04, SlotChip.Nau7802, "")]
    [InlineData(SlotChip.Ina228, SlotChip.Ina228, SlotChip.Max31865, SlotChip.Hx711, "")]
    [InlineData(SlotChip.Ads1115, SlotChip.Ina228, SlotChip.Ads122c04, SlotChip.Nau7802, "")]
    [InlineData(SlotChip.Ina228, SlotChip.Ads122c04, SlotChip.Ads122c04, SlotChip.Nau7802, "The voltage")]
    [InlineData(SlotChip.Hx711, SlotChip.Ads122c04, SlotChip.Ads122c04, SlotChip.Nau7802, "The voltage")]
    [InlineData(SlotChip.Ads122c04, SlotChip.Ads1115, SlotChip.Ads122c04, SlotChip.Nau7802, "The current")]
    [InlineData(SlotChip.Ads122c04, SlotChip.Ads122c04, SlotChip.Nau7802, SlotChip.Nau7802, "The temperature")]
    [InlineData(SlotChip.Ads122c04, SlotChip.Ads122c04, SlotChip.Ads1115, SlotChip.Nau7802, "An ADS1115")]
    [InlineData(SlotChip.Ads122c04, SlotChip.Ads122c04, SlotChip.Ads122c04, SlotChip.Max31865, "The load cell")]
    public void A_slot_that_cannot_be_built_says_why(
        SlotChip voltage, SlotChip current, SlotChip thermometer, SlotChip loadCell, string why)
    {
        var hardware = new SlotHardware
        {
            VoltageChip = voltage,
            CurrentChip = current,
            ThermometerChip = thermometer,
            LoadCellChip = loadCell,
            ThermometerChipAddress = 0x4B,
        };

        Assert.StartsWith(why, hardware.Contradiction(), StringComparison.Ordinal);
        Assert.Equal(why.Length == 0, hardware.Contradiction().Length == 0);
    }

    [Fact]
    public void Two_chips_at_one_address_cannot_be_built()
        => Assert.Contains("same address", new SlotHardware { CurrentChipAddress = 0x40 }.Contradiction(),
            StringComparison.Ordinal);

    // IEC 60751 from end to end, both ways; the equation and its constants: IEC 60751:2008, section 4.2.
    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    public void A_platinum_thermometer_s_curve_and_its_inverse_agree_to_a_millikelvin_from_minus_200_to_850_degC(int r0Ohm)
    {
        double worst = 0;
        for (double degC = -200; degC <= 850; degC += 0.25)
        {
            worst = Math.Max(worst, Math.Abs(RtdCurve.TemperatureDegC(RtdCurve.ResistanceOhm(degC, r0Ohm), r0Ohm) - degC));
        }

        Assert.InRange(worst, 0, 1e-3);
    }

    // Table 1 of IEC 60751, Pt100.
    [Theory]
    [InlineData(-200, 18.52)]
    [InlineData(-100, 60.26)]
    [InlineData(0, 100.00)]
    [InlineData(100, 138.51)]
    [InlineData(200, 175.86)]
    [InlineData(400, 247.09)]
    [InlineData(600, 313.71)]
    [InlineData(850, 390.48)]
    public void A_Pt100_on_a_MAX31865_with_400_ohm_reads_the_table_to_a_code(double degC, double ohm)
    {
        int code = Max31865Registers.CodeOf((long)Math.Round(ohm * 1000), 400_000);
        double back = RtdCurve.TemperatureDegC(code * 400.0 / 32768, 100);

        // A code is 12.2 mohm: 32 mK at 0 degC, 42 mK at 850; the table itself is rounded to 5 mohm.
        Assert.Equal(degC, back, 0.04);
    }

    private static double Value(ChannelSchema schema) => schema.ScaleMantissa * Math.Pow(10, schema.ScaleExponent);
}
