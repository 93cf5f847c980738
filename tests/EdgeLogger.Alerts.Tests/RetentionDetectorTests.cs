using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors;
using EdgeLogger.Cycles.Model;

namespace EdgeLogger.Alerts.Tests;

public sealed class RetentionDetectorTests
{
    /// <summary>The states it goes through, each with the cycle in which it begins.</summary>
    private static List<(int Cycle, bool Abnormal)> Run(params IEnumerable<Cycle> cycles)
    {
        ICycleDetector detector =
            RetentionDetector.Kind.Create("retention", Subject.Cell("bench-01/0"), new Dictionary<string, double>());
        List<(int Cycle, bool Abnormal)> turns = [];
        foreach (Cycle cycle in cycles)
        {
            if (detector.Take(new CycleObservation("bench-01/0", "", cycle)) is { } verdict)
            {
                bool abnormal = verdict.State == DetectionState.Abnormal;
                if (abnormal != (turns.Count > 0 && turns[^1].Abnormal))
                {
                    turns.Add((cycle.Number, abnormal));
                }
            }
        }

        return turns;
    }

    private static IEnumerable<Cycle> Cycles(int first, int count, double ah, string signature = "C0.5-D0.5") =>
        Enumerable.Range(first, count).Select(number => TestCycles.Cycle(number, ah, signature));

    [Fact]
    public void Three_cycles_below_80_percent_of_the_reference_fire_once()
    {
        Assert.Equal([(13, true)], Run([.. Cycles(1, 10, 0.100), .. Cycles(11, 30, 0.079)]));
    }

    [Fact]
    public void A_single_bad_cycle_is_not_an_alert() =>
        Assert.Empty(Run([.. Cycles(1, 10, 0.1), TestCycles.Cycle(11, 0.05), TestCycles.Cycle(12, 0.05), .. Cycles(13, 5, 0.1),
            TestCycles.Cycle(18, 0.05)]));

    [Fact]
    public void It_clears_above_82_percent_not_just_above_80()
    {
        Assert.Equal(
            [(8, true), (33, false)],
            Run([.. Cycles(1, 5, 0.1), .. Cycles(6, 5, 0.07), .. Cycles(11, 20, 0.081), .. Cycles(31, 5, 0.09)]));
    }

    [Fact]
    public void A_rate_test_is_not_a_fade_and_its_end_no_recovery() =>
        Assert.Empty(Run([.. Cycles(1, 10, 0.1), .. Cycles(11, 10, 0.05, "C5-D5"), .. Cycles(21, 10, 0.1)]));

    [Fact]
    public void Formation_is_not_a_reference() =>
        Assert.Empty(Run([.. Cycles(1, 2, 0.2), .. Cycles(3, 10, 0.1)]));

    [Fact]
    public void Partial_cycles_are_left_out() =>
        Assert.Empty(Run([.. Cycles(1, 10, 0.1), .. Enumerable.Range(11, 10)
            .Select(number => TestCycles.Cycle(number, 0.01, partial: true))]));
}
