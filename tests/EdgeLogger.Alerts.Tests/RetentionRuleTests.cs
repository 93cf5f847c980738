using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cycles;

namespace EdgeLogger.Alerts.Tests;

public sealed class RetentionRuleTests
{
    internal static Cycle Cycle(int number, double dischargeAh, string signature = "C0.5-D0.5", bool partial = false) => new()
    {
        Number = number,
        Charge = null,
        Discharge = new HalfCycle
        {
            Index = (2 * number) - 1,
            Direction = Direction.Discharge,
            FirstRow = 0,
            LastRow = 1,
            StartS = number * 10.0,
            EndS = (number * 10.0) + 5,
            Ah = dischargeAh,
            Wh = dischargeAh * 3.5,
            AhLow = dischargeAh,
            AhHigh = dischargeAh,
            MaxVoltageV = 4.6,
            MinVoltageV = 2,
            MeanCurrentA = 0.1,
            ConstantVoltage = false,
            Partial = partial,
            Provisional = false,
            Flags = QualityFlags.None,
        },
        Order = CycleOrder.ChargeFirst,
        Partial = partial,
        Provisional = false,
        CoulombicEfficiency = null,
        EnergyEfficiency = null,
        Signature = signature,
        Flags = QualityFlags.None,
    };

    private static List<Alert> Run(params IEnumerable<Cycle> cycles)
    {
        RetentionRule rule = new(new RetentionRuleOptions());
        return [.. cycles.Select(cycle => rule.Apply("bench-01/0", cycle)).OfType<Alert>()];
    }

    private static IEnumerable<Cycle> Cycles(int first, int count, double ah, string signature = "C0.5-D0.5") =>
        Enumerable.Range(first, count).Select(number => Cycle(number, ah, signature));

    [Fact]
    public void Three_cycles_below_80_percent_of_the_reference_fire_once()
    {
        Alert alert = Assert.Single(Run([.. Cycles(1, 10, 0.100), .. Cycles(11, 30, 0.079)]));
        Assert.True(alert.Fired);
        Assert.Equal(13, alert.Cycle);
        Assert.Contains("79.0", alert.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_bad_cycle_is_no_alert() =>
        Assert.Empty(Run([.. Cycles(1, 10, 0.1), Cycle(11, 0.05), Cycle(12, 0.05), .. Cycles(13, 5, 0.1), Cycle(18, 0.05)]));

    [Fact]
    public void It_clears_above_82_percent_not_just_above_80()
    {
        List<Alert> alerts = Run([.. Cycles(1, 5, 0.1), .. Cycles(6, 5, 0.07), .. Cycles(11, 20, 0.081), .. Cycles(31, 5, 0.09)]);
        Assert.Equal([(8, true), (33, false)], alerts.Select(alert => (alert.Cycle, alert.Fired)));
    }

    [Fact]
    public void A_rate_test_is_no_fade_and_its_end_no_recovery() =>
        Assert.Empty(Run([.. Cycles(1, 10, 0.1), .. Cycles(11, 10, 0.05, "C5-D5"), .. Cycles(21, 10, 0.1)]));

    [Fact]
    public void Formation_is_no_reference() =>
        Assert.Empty(Run([.. Cycles(1, 2, 0.2), .. Cycles(3, 10, 0.1)]));

    [Fact]
    public void Partial_cycles_are_left_out() =>
        Assert.Empty(Run([.. Cycles(1, 10, 0.1), .. Enumerable.Range(11, 10).Select(number => Cycle(number, 0.01, partial: true))]));
}
