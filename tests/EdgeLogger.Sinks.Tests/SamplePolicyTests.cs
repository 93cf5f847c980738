using System;
using System.Linq;
using CsCheck;
using EdgeLogger.Derivation.Following;

namespace EdgeLogger.Sinks.Tests;

public sealed class SamplePolicyTests
{
    [Fact]
    public void One_row_is_taken_in_each_span_in_which_a_row_ends() =>
        Gen.Select(Gen.Int[1, 5000].Array[2, 200], Gen.Int[1, 20_000], Gen.Long[0, 4_000_000_000_000])
        .Sample((steps, spanMs, startMs) =>
        {
            SamplePolicy policy = new(TimeSpan.FromMilliseconds(spanMs));
            long atMs = startMs;
            (long From, long To)[] rows = [.. steps.Select(step => (atMs, atMs += step))];
            long[] spans = [.. rows.Select(row => row.To / spanMs).Distinct().Where(span => span != startMs / spanMs)];
            Assert.Equal(spans, rows.Where(row => policy.Takes(row.From, row.To)).Select(row => row.To / spanMs));
        });

    [Fact]
    public void All_takes_every_row_and_off_takes_none()
    {
        Assert.True(SamplePolicy.Parse("all").Takes(5, 5));
        Assert.False(SamplePolicy.Parse("off").Takes(0, 100_000));
        Assert.Equal(TimeSpan.FromSeconds(2.5), SamplePolicy.Parse("2.5s").Every);
    }

    [Fact]
    public void On_change_a_row_is_news_by_a_step_in_any_quantity()
    {
        Assert.True(SamplePolicy.Parse("change").ChangesOnly);
        CellRow row = new(0, 3.7, 0.001, 25, 50, false);
        Assert.False(SamplePolicy.Differ(
            row, row with { VoltageV = 3.7005, CurrentA = 0.001005, TemperatureDegC = 25.05, PressureMpa = 50.01 }));
        Assert.All(
            (CellRow[])[row with { VoltageV = 3.702 }, row with { CurrentA = -0.001 }, row with { CurrentA = 0 },
                row with { TemperatureDegC = double.NaN },
                row with { PressureMpa = 50.1 }, row with { Saturated = true }],
            other => Assert.True(SamplePolicy.Differ(row, other)));
    }
}
