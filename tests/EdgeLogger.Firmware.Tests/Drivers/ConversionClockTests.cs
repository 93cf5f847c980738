using System;
using EdgeLogger.Firmware.Sampling;

namespace EdgeLogger.Firmware.Tests.Drivers;

public sealed class ConversionClockTests
{
    private const long PeriodNs = 49_992_187;

    /// <summary>A converter whose period drifts as an oscillator does over a day, polled when the clock says, or late.</summary>
    private sealed class Converter(double offset, double driftPerDay)
    {
        private long _ended;
        private double _lastEndUs;
        private double _nextEndUs = PeriodNs / 1000.0;

        public double LastEndUs => _lastEndUs;

        public int NewBy(long uptimeUs)
        {
            int fresh = 0;
            while (uptimeUs >= _nextEndUs)
            {
                fresh++;
                _ended++;
                _lastEndUs = _nextEndUs;
                double day = _nextEndUs / 86_400e6;
                _nextEndUs += PeriodNs / 1000.0 * (1 + offset + (driftPerDay * Math.Sin(2 * Math.PI * day)));
            }

            return fresh;
        }
    }

    [Theory]
    [InlineData(0, 0, 0, 100, 1.02)]
    [InlineData(0.01, 50e-6, 0, 100, 1.02)]
    [InlineData(-0.018, 500e-6, 0, 200, 1.02)]
    [InlineData(0.005, 200e-6, 10_000, 1000, 1.02)]
    [InlineData(0, 10e-3, 0, 2000, 1.1)]
    public void A_drifting_converter_is_followed_for_half_a_day_with_few_idle_polls(
        double offset, double driftPerDay, int latestUs, double toleranceUs, double mostPolls)
    {
        const int Seed = 99;
        var random = new Random(Seed);
        var converter = new Converter(offset, driftPerDay);
        var clock = new ConversionClock(PeriodNs, 2, PeriodNs >> 8);
        clock.Restart(0, 1000);
        long polls = 0;
        long taken = 0;
        double worstUs = 0;
        long nowUs = 0;
        long lastEndUs = 0;
        while (nowUs < 43_200_000_000)
        {
            nowUs = Math.Max(clock.NextPollUs, nowUs + 1) + (latestUs == 0 ? 0 : random.Next(latestUs));
            polls++;
            int fresh = converter.NewBy(nowUs);
            if (fresh == 0)
            {
                clock.NotYet(nowUs);
                continue;
            }

            Assert.True(fresh == 1, $"seed {Seed}: {fresh} conversions at once at {nowUs} us");
            clock.Taken(nowUs, fresh);
            taken++;
            Assert.True(clock.EndUs > lastEndUs && clock.EndUs <= nowUs, $"seed {Seed}: end {clock.EndUs} us at {nowUs} us");
            lastEndUs = clock.EndUs;
            if (taken > 1000)
            {
                worstUs = Math.Max(worstUs, Math.Abs(clock.EndUs - converter.LastEndUs));
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"worst {worstUs:F0} us, {(double)polls / taken:F4} polls a conversion");
        Assert.InRange(worstUs, 0, toleranceUs);
        Assert.InRange((double)polls / taken, 1, mostPolls);
    }

    [Fact]
    public void After_a_jump_of_the_converter_the_phase_is_found_again()
    {
        var clock = new ConversionClock(PeriodNs, 2, PeriodNs >> 8);
        clock.Restart(0, 0);
        double endUs = 0;
        long nowUs = 0;
        double errorUs = double.MaxValue;
        for (int i = 1; i < 2000; i++)
        {
            // Half a period is lost at the thousandth conversion.
            endUs += (PeriodNs / 1000.0) + (i == 1000 ? PeriodNs / 2000.0 : 0);
            nowUs = Math.Max(clock.NextPollUs, nowUs + 1);
            while (nowUs < endUs)
            {
                clock.NotYet(nowUs);
                nowUs = Math.Max(clock.NextPollUs, nowUs + 1);
            }

            clock.Taken(nowUs, 1);
            errorUs = Math.Abs(clock.EndUs - endUs);
        }

        Assert.InRange(errorUs, 0, 200);
    }
}
