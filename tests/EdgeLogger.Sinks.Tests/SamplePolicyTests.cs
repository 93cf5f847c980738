using System;
using System.Linq;
using CsCheck;

namespace EdgeLogger.Sinks.Tests;

public sealed class SamplePolicyTests
{
    [Fact]
    public void One_row_is_taken_in_each_span_in_which_a_row_ends() =>
        Gen.Select(Gen.Int[1, 5000].Array[2, 200], Gen.Int[1, 20_000], Gen.Long[0, 4_000_000_000_000]).Sample((steps, spanMs, startMs) =>
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
}
