using System;
using EdgeLogger.Firmware.Drivers;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.Units;

namespace EdgeLogger.Firmware.Tests.Drivers;

public sealed class ThermistorDividerTests
{
    private const int Top = 26_400;

    [Fact]
    public void The_ratio_of_any_tap_is_right_to_half_a_code()
    {
        for (int tap = 500; tap < Top - 500; tap++)
        {
            Assert.Equal(ConverterStatus.Ok, ThermistorDivider.Ratio(tap, Top, out int code));
            double exact = (double)tap / (Top - tap) * ThermistorDivider.CodesPerUnity;
            Assert.True(Math.Abs(code - exact) <= 0.5, $"{tap}: {code} instead of {exact}");
        }
    }

    [Theory]
    [InlineData(26_400, 26_400)]
    [InlineData(26_000, 26_400)]
    [InlineData(26_500, 26_400)]
    [InlineData(0, 26_400)]
    [InlineData(400, 26_400)]
    [InlineData(-3, 26_400)]
    [InlineData(10, 20)]
    [InlineData(0, 0)]
    [InlineData(0, -32_768)]
    public void Open_shorted_or_without_supply_is_a_fault_of_the_sensor(int tap, int top)
    {
        Assert.Equal(ConverterStatus.SensorFault, ThermistorDivider.Ratio(tap, top, out int code));
        Assert.Equal(0, code);
    }

    [Fact]
    public void A_curve_of_Beta_says_its_resistance_at_25_degC_and_round_trips()
    {
        Thermistor thermistor = Thermistor.OfBeta(10_000, 3988);

        Assert.Equal("ntc:1044502801e-12:250752257e-12:0e-15", thermistor.Conversion);
        double a = thermistor.APico * 1e-12;
        double b = thermistor.BPico * 1e-12;
        Assert.Equal(10_000, ThermistorCurve.ResistanceOhm(25, a, b, 0), 0.1);

        // R(T) = R25 exp(Beta (1/T - 1/298.15)), at 85 degC.
        Assert.Equal(10_000 * Math.Exp(3988 * ((1 / 358.15) - (1 / 298.15))), ThermistorCurve.ResistanceOhm(85, a, b, 0), 0.1);
    }

    // Steinhart and Hart's equation with the constants of a common 10 kohm thermistor: 32,650 ohm at 0 degC, 10,000 at 25.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Both_directions_of_the_curve_agree_to_a_microkelvin(int withC)
    {
        const double A = 1.129148e-3;
        const double B = 2.34125e-4;
        double c = withC * 8.76741e-8;
        for (double degC = -60; degC <= 200; degC += 0.5)
        {
            Assert.Equal(degC, ThermistorCurve.TemperatureDegC(ThermistorCurve.ResistanceOhm(degC, A, B, c), A, B, c), 1e-6);
        }
    }

    [Fact]
    public void A_10_kohm_thermistor_of_the_books_has_10_kohm_at_25_degC()
        => Assert.Equal(25, ThermistorCurve.TemperatureDegC(10_000, 1.129148e-3, 2.34125e-4, 8.76741e-8), 0.01);
}
