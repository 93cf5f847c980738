using System;
using System.Collections.Generic;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Tests;

/// <summary>
/// A cycler with noise and codes that logs every two minutes and whenever the voltage code has moved by seventeen.
/// </summary>
public sealed class TriggeredReadingTests
{
    private const double CurrentA = 0.0003;
    private const double CodeV = 0.0003;
    private const double CodeA = 0.35e-6;
    private const double HalfSeconds = 18_000;
    private const double StepSeconds = 1;
    private const double TimerSeconds = 120;
    private const int TriggerCodes = 17;

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Readings_logged_for_their_voltage_do_not_bias_charge_and_energy(int seed)
    {
        (List<Sample> samples, double wh) = Record(seed);
        double ah = CurrentA * HalfSeconds / 3600;

        HalfCycle plain = Results.Of(samples, new CycleEngineOptions { CorrectTriggeredReadings = false }).Halves[2];
        HalfCycle corrected = Results.Of(samples).Halves[2];

        Assert.InRange(plain.Wh / wh - 1, 0.0003, 0.01);
        Assert.InRange(corrected.Wh / wh, 1 - 0.0002, 1 + 0.0002);
        Assert.InRange(corrected.Ah / ah, 1 - 0.0002, 1 + 0.0002);
    }

    [Fact]
    public void A_noiseless_record_is_left_as_it_is()
    {
        List<Sample> samples = new CellScript(1, () => 30).Rest(60).Constant(1, 3600).Constant(-1, 3600).Rest(60).Samples;

        Assert.Equal(
            Results.Of(samples, new CycleEngineOptions { CorrectTriggeredReadings = false }).Halves,
            Results.Of(samples).Halves);
    }

    /// <summary>Six half cycles from 0.1 V to 1 V and back, and the energy of the second charge.</summary>
    private static (List<Sample> Samples, double ChargeWh) Record(int seed)
    {
        var random = new Random(seed);
        var samples = new List<Sample> { new(0, 0.1, 0) };
        double time = 0;
        double sumV = 0;
        for (int half = 0; half < 6; half++)
        {
            double sign = half % 2 == 0 ? 1 : -1;
            sumV = half == 2 ? 0 : sumV;
            double loggedS = time;
            double loggedV = 0;
            for (int i = 0; i <= HalfSeconds / StepSeconds; i++, time += StepSeconds)
            {
                double share = sign > 0 ? i * StepSeconds / HalfSeconds : 1 - i * StepSeconds / HalfSeconds;
                double voltage = 0.1 + 0.9 * Math.Pow(share, 6) + 0.02 * sign;
                sumV += half != 2 ? 0 : i == 0 || i == HalfSeconds / StepSeconds ? 0.5 * voltage : voltage;

                // The regulator's own noise, seen by the cell's resistance of 300 ohm too.
                double noise = 0.6e-6 * (random.NextDouble() + random.NextDouble() - 1);
                double readA = Math.Round((sign * CurrentA + noise) / CodeA) * CodeA;
                double readV = Math.Round((voltage + 300 * noise) / CodeV) * CodeV;
                bool timer = time - loggedS >= TimerSeconds;
                if (i == 0 || timer || Math.Abs(readV - loggedV) > (TriggerCodes - 0.5) * CodeV || i == HalfSeconds / StepSeconds)
                {
                    samples.Add(new Sample(time, readV, readA));
                    loggedS = time;
                    loggedV = readV;
                }
            }

            time -= StepSeconds;
        }

        samples.Add(new Sample(time, 0.1, 0));
        return (samples, CurrentA * sumV * StepSeconds / 3600);
    }
}
