using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Cycles.Tests;

/// <summary>Rows of a board: means over the time since the last row, with or without exact counts.</summary>
public sealed class MeanRowTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Means_agree_with_the_readings_they_were_made_of(bool exact)
    {
        List<Sample> samples = new CellScript(1, () => 1).Rest(600).Constant(1, 3600).Hold(1, 300).Rest(600).Constant(-1, 3500)
            .Rest(600).Constant(1, 2000).Rest(60).Samples;
        Results expected = Results.Of(samples);
        Results found = RunMeans(samples, exact);

        Assert.Equal(expected.Halves.Count, found.Halves.Count);
        for (int i = 0; i < found.Halves.Count; i++)
        {
            Assert.Equal(expected.Halves[i].Direction, found.Halves[i].Direction);
            Assert.Equal(expected.Halves[i].Ah, found.Halves[i].Ah, 1e-9);
            Assert.Equal(expected.Halves[i].Wh, found.Halves[i].Wh, exact ? 1e-9 : 1e-5);
            Assert.Equal(found.Halves[i].Ah, found.Halves[i].AhLow);
            Assert.Equal(found.Halves[i].Ah, found.Halves[i].AhHigh);
        }
    }

    [Fact]
    public void A_correction_at_the_extreme_moves_the_extreme()
    {
        foreach (double delta in (double[])[0.01, -0.01])
        {
            var engine = new CycleEngine(new CycleEngineOptions { NominalAh = 1 });
            engine.AddMean(0, 3.5, 0);
            for (int i = 1; i <= 3600; i++)
            {
                engine.AddMean(i, 3.5, 1);
            }

            engine.Correct(delta, 4 * delta);
            for (int i = 3601; i <= 7200; i++)
            {
                engine.AddMean(i, 3.5, -1);
            }

            Assert.True(engine.TryTakeHalf(out HalfCycle charge));
            Assert.Equal(1 + delta, charge.Ah, 12);
            Assert.Equal(3.5 + 4 * delta, charge.Wh, 12);
        }
    }

    [Fact]
    public void After_a_break_only_an_exact_count_adds_charge()
    {
        var engine = new CycleEngine(new CycleEngineOptions { NominalAh = 1 });
        engine.AddMean(0, 3.5, 1);
        engine.AddMean(1800, 3.5, 1);
        engine.Break(QualityFlags.Gap);
        engine.AddMean(5000, 3.5, 1);
        Assert.Equal(0.5, engine.OpenHalf!.Ah, 12);

        engine.Break(QualityFlags.Gap);
        engine.AddMean(9000, 3.5, 1, 0.25, 0.9);
        Assert.Equal(0.75, engine.OpenHalf!.Ah, 12);
    }

    [Fact]
    public void Two_million_rows_of_a_charge_that_binary_cannot_hold_add_up_to_a_billionth()
    {
        var engine = new CycleEngine(new CycleEngineOptions { NominalAh = 1 });
        engine.AddMean(0, 3.7, 0.1);
        const int Rows = 2_000_000;
        for (int i = 1; i <= Rows; i++)
        {
            engine.AddMean(i, 3.7, 0.1, 0.1, 0.37);
        }

        Assert.Equal(1, engine.OpenHalf!.Ah / (0.1 * Rows), 12);
        Assert.Equal(1, engine.OpenHalf!.Wh / (0.37 * Rows), 12);
    }

    /// <summary>
    /// The row in which the current is switched off, or reversed, is a mean of before and after: less current at nearly the
    /// voltage of before. It came and went with where in the row the switch fell, and so did the signature's last word.
    /// </summary>
    [Fact]
    public void The_row_in_which_a_constant_current_ends_is_not_a_held_voltage()
    {
        for (double share = 0.05; share < 1; share += 0.05)
        {
            var engine = new CycleEngine(new CycleEngineOptions { NominalAh = 1 });
            for (int i = 0; i <= 3600; i++)
            {
                engine.AddMean(i, 3 + (i / 3000.0), i == 0 ? 0 : 1);
            }

            engine.AddMean(3601, 4.1999, share);
            engine.AddMean(3602, 4.1995, 0);
            for (int i = 1; i <= 3600; i++)
            {
                engine.AddMean(3602 + i, 4.19 - (i / 3000.0), -1);
            }

            engine.AddMean(7203, 2.9902, -share);
            engine.AddMean(7204, 2.9907, 0);
            engine.Finish();
            var results = new Results([], []);
            results.Take(engine);
            Assert.EndsWith("|cc", Assert.Single(results.Cycles).Signature, System.StringComparison.Ordinal);
        }
    }

    private static Results RunMeans(List<Sample> samples, bool exact)
    {
        var engine = new CycleEngine(Results.Defaults);
        engine.AddMean(samples[0].TimeS, samples[0].VoltageV, samples[0].CurrentA);
        foreach ((Sample from, Sample to) in samples.Zip(samples.Skip(1)))
        {
            double seconds = to.TimeS - from.TimeS;
            double voltage = (from.VoltageV + to.VoltageV) / 2;
            double current = (from.CurrentA + to.CurrentA) / 2;
            if (seconds == 0)
            {
                continue;
            }

            if (exact)
            {
                double product = voltage * current + (to.VoltageV - from.VoltageV) * (to.CurrentA - from.CurrentA) / 12;
                engine.AddMean(to.TimeS, voltage, current, current * seconds / 3600, product * seconds / 3600);
            }
            else
            {
                engine.AddMean(to.TimeS, voltage, current);
            }
        }

        engine.Finish();
        var results = new Results([], []);
        results.Take(engine);
        return results;
    }
}
