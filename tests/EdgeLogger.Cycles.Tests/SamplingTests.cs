using System;
using System.Collections.Generic;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Tests;

/// <summary>
/// A cycler that logs every minute and at the end of a step, and counts the next minute from there; the current is 1 A.
/// </summary>
public sealed class SamplingTests
{
    private const double PeriodS = 60;
    private readonly List<Sample> _samples = [];
    private double _timeS;

    [Fact]
    public void A_usual_interval_after_one_out_of_rhythm_began_with_the_step()
    {
        Step(0, 625);
        Step(1, 3637);
        Step(-1, 3591);
        Step(0, 625);
        List<HalfCycle> halves = Results.Of(_samples).Halves;

        Assert.Equal(3637 / 3600.0, halves[0].Ah, 9);
        Assert.Equal(3591 / 3600.0, halves[1].Ah, 9);
        Assert.All(halves, half =>
            Assert.True(half.AhLow < half.Ah && half.Ah <= half.AhHigh + 1e-12 && half.AhHigh - half.AhLow > 0.01));
    }

    [Fact]
    public void A_reading_that_comes_early_in_a_steady_rhythm_ends_a_step_however_late_the_next_one_is()
    {
        Step(0, 625);

        // The voltage had moved enough after 17 s.
        _timeS += 17;
        Log(1);
        Step(1, 3583);
        Step(-1, 3600);
        Assert.Equal(1, Results.Of(_samples).Halves[0].Ah, 9);
    }

    [Fact]
    public void A_switching_time_of_the_cycler_does_not_hide_the_usual_interval()
    {
        Step(0, 625);
        Step(1, 3637);
        _timeS += 0.07;
        Step(-1, 3600);
        Step(0, 625);
        Assert.Equal(3637 / 3600.0, Results.Of(_samples).Halves[0].Ah, 9);
    }

    [Fact]
    public void A_logger_that_keeps_its_rhythm_across_a_step_leaves_it_in_the_middle()
    {
        for (int minute = 0; minute <= 120; minute++)
        {
            _timeS = minute * PeriodS;
            Log(minute < 60 ? 1 : -1);
        }

        List<HalfCycle> halves = Results.Of(_samples).Halves;
        Assert.Equal((59 * PeriodS + 0.25 * PeriodS) / 3600, halves[0].Ah, 9);
        Assert.Equal((60 * PeriodS + 0.25 * PeriodS) / 3600, halves[1].Ah, 9);
    }

    [Fact]
    public void A_decay_at_held_voltage_is_read_as_exponential()
    {
        const double TimeConstantS = 90;
        Step(0, 625);
        Step(1, 3600);
        double beganS = _timeS;
        for (int minute = 1; minute <= 4; minute++)
        {
            _timeS = beganS + minute * PeriodS;
            _samples.Add(new Sample(_timeS, 4.2, Math.Exp(-minute * PeriodS / TimeConstantS)));
        }

        Log(0);
        Step(0, 625);
        double tailAs = TimeConstantS * (1 - Math.Exp(-4 * PeriodS / TimeConstantS));
        Assert.Equal((3600 + tailAs) / 3600, Results.Of(_samples).Halves[0].Ah, 4);
    }

    [Fact]
    public void Both_sides_of_a_fall_at_the_same_time_and_one_voltage_add_nothing()
    {
        Step(0, 625);
        Step(1, 3600);
        _samples.Add(new Sample(_timeS, 4.2, 1));
        _samples.Add(new Sample(_timeS, 4.2, 0.5));
        Step(0.5, 3600);
        Assert.Equal(1.5, Results.Of(_samples).Halves[0].Ah, 6);
    }

    /// <summary>Readings every period after the step began, and one at its end.</summary>
    private void Step(double currentA, double seconds)
    {
        double beganS = _timeS;
        for (double at = PeriodS; at < seconds; at += PeriodS)
        {
            _timeS = beganS + at;
            Log(currentA);
        }

        _timeS = beganS + seconds;
        Log(currentA);
    }

    private void Log(double currentA) =>
        _samples.Add(new Sample(_timeS, currentA > 0 ? 4.2 : currentA < 0 ? 3.6 : 3.9, currentA));
}
