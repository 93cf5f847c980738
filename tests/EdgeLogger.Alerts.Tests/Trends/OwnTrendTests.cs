using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors;

namespace EdgeLogger.Alerts.Tests.Trends;

public sealed class OwnTrendTests
{
    private static double Fading(int number, double percentPerCycle) => 0.8 * Math.Exp(-percentPerCycle / 100 * number);

    private static void Silent(CycleScript script)
    {
        foreach (DetectorKindOf<ICycleDetector> kind in DetectorCatalogue.Cycles.Where(kind => kind.Name != "capacity-retention"))
        {
            List<Verdict> raised = script.Judge(kind.Name);
            Assert.True(raised.Count == 0, $"{kind.Name} raised an alert: {(raised.Count > 0 ? raised[0].Sentence : "")}");
        }
    }

    [Theory]
    [InlineData(0.052)]
    [InlineData(0.098)]
    public void The_published_fade_of_either_recipe_is_not_abnormal(double percentPerCycle) =>
        Silent(new CycleScript().Run(600, number => Fading(number, percentPerCycle)));

    [Fact]
    public void A_knee_is_reported_within_ten_cycles_with_its_onset_and_both_slopes()
    {
        CycleScript script = new CycleScript().Run(150, number => Fading(number, 0.1))
            .Run(40, number => Fading(number, 0.1) * Math.Exp(-0.006 * (number - 150)));
        Verdict knee = Assert.Single(script.Judge("capacity-knee"));
        Assert.InRange(knee.Cycle!.Value, 151, 160);
        Assert.InRange(knee.Onset!.Value, 147, 154);
        Assert.InRange(knee.Value, 0.4, 0.9);
        Assert.NotEmpty(knee.Evidence!.ComparedCycles);
        Assert.Contains("% per cycle since about cycle", knee.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sudden_loss_is_fade_from_its_own_trend_but_no_knee()
    {
        CycleScript script = new CycleScript().Run(150, number => Fading(number, 0.1))
            .Run(60, number => 0.97 * Fading(number, 0.1));
        Verdict fade = Assert.Single(script.Judge("capacity-fade"));
        Assert.InRange(fade.Cycle!.Value, 151, 158);
        Assert.InRange(fade.Onset!.Value, 149, 152);
        Assert.InRange(fade.Value, 2.5, 3.5);
        Assert.Empty(script.Judge("capacity-knee"));
    }

    [Fact]
    public void A_loss_that_comes_back_is_clear_again()
    {
        CycleScript script = new CycleScript().Run(100, number => Fading(number, 0.1))
            .Run(12, number => 0.96 * Fading(number, 0.1)).Run(40, number => Fading(number, 0.1));
        Assert.Equal([DetectionState.Abnormal, DetectionState.Clear], script.Judge("capacity-fade")
            .Select(verdict => verdict.State));
    }

    [Fact]
    public void A_single_wrong_cycle_is_not_an_alarm_however_wrong() =>
        Silent(new CycleScript().Run(100, number => Fading(number, 0.1)).Run(1, _ => 0.3).Run(100, number => Fading(number, 0.1))
            .Run(2, _ => 0.5).Run(50, number => Fading(number, 0.1)));

    [Fact]
    public void A_rate_test_and_what_it_leaves_behind_are_not_a_fade() =>
        Silent(new CycleScript().Run(100, number => Fading(number, 0.1))
            .Run(10, number => 1.38 * Fading(number, 0.1), CycleScript.Slow).Run(100, number => 0.992 * Fading(number, 0.1)));

    [Fact]
    public void A_pause_of_a_week_and_a_move_to_another_board_are_not_a_fade() =>
        Silent(new CycleScript().Run(100, number => Fading(number, 0.1)).Pause(170).Run(80, number => 0.985 * Fading(number, 0.1))
            .Pause(-5000).Run(80, number => 0.975 * Fading(number, 0.1)));

    [Fact]
    public void Formation_and_an_activation_that_ends_are_not_a_fade() =>
        Silent(new CycleScript().Run(200, number => Fading(number, 0.08) * (1 - (0.05 * Math.Exp(-number / 6.0)))));

    [Fact]
    public void A_loss_over_a_rate_test_too_large_to_be_its_doing_is_reported() =>
        Assert.NotEmpty(new CycleScript().Run(100, number => Fading(number, 0.1)).Run(5, _ => 1, CycleScript.Slow)
            .Run(30, number => 0.9 * Fading(number, 0.1)).Judge("capacity-fade"));

    [Fact]
    public void A_cell_that_was_never_good_is_reported_by_its_rate_with_the_cycles_left()
    {
        CycleScript script = new CycleScript().Run(60, number => Fading(number, 0.5));
        Verdict fast = Assert.Single(script.Judge("fade-rate"));
        Assert.InRange(fast.Cycle!.Value, 20, 45);
        Assert.InRange(fast.Value, 0.45, 0.55);
        Assert.Contains("at this rate 80 %", fast.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fade_that_becomes_faster_over_hundreds_of_cycles_is_reported_by_its_rate() =>
        Assert.NotEmpty(new CycleScript().Run(500, number => 0.8 * Math.Exp(-0.0001 * number - (8e-7 * number * number)))
            .Judge("fade-rate"));

    [Fact]
    public void An_efficiency_that_falls_by_half_a_percent_is_reported_also_over_a_rate_test()
    {
        CycleScript script = new CycleScript().Run(98, number => Fading(number, 0.05))
            .Run(3, number => Fading(number, 0.05), efficiency: 0.990)
            .Run(4, _ => 1, CycleScript.Slow).Run(40, number => Fading(number, 0.05), efficiency: 0.990);
        Assert.InRange(Assert.Single(script.Judge("efficiency-drop")).Cycle!.Value, 99, 115);
    }

    [Fact]
    public void More_out_than_in_for_five_cycles_is_reported_and_one_such_cycle_is_not()
    {
        Assert.Empty(new CycleScript().Run(20, number => 0.8).Run(1, _ => 0.8, efficiency: 1.05).Run(20, _ => 0.8)
            .Judge("efficiency-above-one"));
        Assert.Single(new CycleScript().Run(20, number => 0.8).Run(10, _ => 0.8, efficiency: 1.02).Judge("efficiency-above-one"));
    }

    [Fact]
    public void The_same_cycles_give_the_same_verdicts()
    {
        CycleScript script = new CycleScript().Run(150, number => Fading(number, 0.1))
            .Run(40, number => Fading(number, 0.1) * Math.Exp(-0.006 * (number - 150)));
        Assert.Equal(script.Judge("capacity-knee").Select(verdict => verdict.Sentence), script.Judge("capacity-knee")
            .Select(verdict => verdict.Sentence));
    }

    [Fact]
    public void A_setting_that_is_unknown_or_out_of_range_is_refused_by_name()
    {
        DetectorKindOf<ICycleDetector> kind = DetectorCatalogue.Cycles.Single(one => one.Name == "capacity-fade");
        Assert.Contains("least-effect", Assert.Throws<ArgumentException>(() => kind.Create(
            "r", Subject.Cell("c"), new Dictionary<string, double> { ["no"] = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("must be from 0", Assert.Throws<ArgumentException>(() => kind.Create(
            "r", Subject.Cell("c"), new Dictionary<string, double> { ["allowance"] = -1 })).Message, StringComparison.Ordinal);
    }
}
