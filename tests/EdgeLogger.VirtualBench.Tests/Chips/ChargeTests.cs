using System;
using System.Collections.Generic;
using EdgeLogger.Firmware.Sampling;
using EdgeLogger.VirtualBench.Cells;
using EdgeLogger.VirtualBench.Chips;

namespace EdgeLogger.VirtualBench.Tests.Chips;

public sealed class ChargeTests
{
    /// <summary>Charges and discharges of some minutes with rests and two rates, beginning and ending at rest.</summary>
    private static RecordedRow[] Steps()
    {
        (double Seconds, double CurrentA)[] steps =
        [
            (20, 0), (600.013, 1.2e-3), (60.7, 0), (593.31, -1.2e-3), (61.003, 0),
            (300.29, 0.4e-3), (299.99, 2.4e-3), (30.01, 0), (287.7, -2.4e-3), (100, 0),
        ];
        var rows = new List<RecordedRow>();
        double t = 0;
        foreach ((double seconds, double currentA) in steps)
        {
            rows.Add(new RecordedRow(t, 3.6 + (100 * currentA), currentA));
            t += seconds;
            rows.Add(new RecordedRow(t, 3.65 + (100 * currentA), currentA));
        }

        return [.. rows];
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8000)]
    [InlineData(-12000)]
    public void The_charge_of_stepped_currents_is_right_to_one_millionth_of_what_flowed(double clockErrorPpm)
    {
        RecordedRow[] rows = Steps();
        var source = new RecordedCell(rows, startS: 30);
        var bench = new Bench(source, Ads122c04Errors.Ideal with { ClockErrorPpm = clockErrorPpm });

        bench.RunUntil(source.EndS + 40);

        double trueAs = 0;
        double throughputAs = 0;
        for (int i = 0; i < rows.Length - 1; i++)
        {
            trueAs += source.ChargeAs(i);
            throughputAs += Math.Abs(source.ChargeAs(i));
        }

        double error = ChargeAs(bench) - trueAs;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"error {error / throughputAs:E2} of the throughput, {error / trueAs:E2} of the net charge");
        Assert.InRange(Math.Abs(error) / throughputAs, 0, 1e-6);
    }

    [Fact]
    public void Late_steps_of_the_program_cost_no_charge()
    {
        RecordedRow[] rows = Steps();
        var source = new RecordedCell(rows, startS: 30);
        var bench = new Bench(source, Ads122c04Errors.Ideal with { ClockErrorPpm = 8000 }, latestUs: 20000);

        bench.RunUntil(source.EndS + 40);

        double trueAs = 0;
        double throughputAs = 0;
        for (int i = 0; i < rows.Length - 1; i++)
        {
            trueAs += source.ChargeAs(i);
            throughputAs += Math.Abs(source.ChargeAs(i));
        }

        Assert.InRange(Math.Abs(ChargeAs(bench) - trueAs) / throughputAs, 0, 2e-6);
    }

    private static double ChargeAs(Bench bench)
    {
        List<Reading> readings = bench.Log.Of(Channel.Current);
        long codeUs = 0;
        for (int i = 1; i < readings.Count; i++)
        {
            codeUs += readings[i].Code * (readings[i].UptimeUs - readings[i - 1].UptimeUs);
        }

        return bench.Value(Channel.Current, 1) * codeUs * 1e-6;
    }
}
