using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using EdgeLogger.Cycles;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Tests;

/// <summary>
/// Whole exports of each maker with what spoils them in a laboratory, through the reader and the engine: the cell is linear, so
/// that the charge of every half cycle is known.
/// </summary>
public sealed class HardRecordsTests
{
    private readonly List<(double TimeS, double VoltageV, double CurrentA)> _rows = [];
    private double _timeS;
    private double _chargeAh;

    [Fact]
    public void Arbin_restarted_in_mid_charge_counts_its_time_from_zero_again()
    {
        Step(0, 600);
        Step(1, 3600);
        int restart = _rows.Count;
        double restartS = _timeS;
        Step(1, 1800);
        Step(0, 600);
        Step(-1, 5400);
        Step(0, 600);
        List<HalfCycle> halves = Halves(
            "Data_Point,Test_Time(s),Step_Index,Cycle_Index,Current(A),Voltage(V)",
            (row, i) =>
                $"{i},{row.TimeS - (i >= restart ? restartS : 0):0.0000},1,1,{row.CurrentA:0.0000000},{row.VoltageV:0.00000}");

        Check(halves, 10.0 / 3600, 1.5, -1.5);
        Assert.Equal([QualityFlags.BackwardClock, QualityFlags.None], halves.Select(half => half.Flags));
    }

    [Fact]
    public void Neware_dates_that_go_back_an_hour_in_autumn_cost_one_interval()
    {
        Step(0, 600);
        Step(1, 5400);
        Step(0, 600);
        Step(-1, 2000);
        int autumn = _rows.Count;
        Step(-1, 3400);
        Step(0, 600);
        var start = new DateTime(2025, 10, 26, 0, 0, 0, DateTimeKind.Unspecified);
        List<HalfCycle> halves = Halves(
            "Record ID,Date,Step Type,Current(A),Voltage(V)",
            (row, i) =>
            {
                DateTime date = start.AddSeconds(row.TimeS - (i >= autumn ? 3600 : 0));
                string type = Word(row.CurrentA, "CC Chg", "CC DChg", "Rest");
                return $"{i},{date:yyyy-MM-dd HH:mm:ss},{type},{row.CurrentA:0.00000},{row.VoltageV:0.0000}";
            });

        Check(halves, 10.0 / 3600, 1.5, -1.5);
        Assert.Equal([QualityFlags.None, QualityFlags.BackwardClock], halves.Select(half => half.Flags));
    }

    [Fact]
    public void Maccor_thirty_pairs_in_one_cycle_without_signs_are_thirty_pairs()
    {
        Step(0, 600);
        for (int pair = 0; pair < 30; pair++)
        {
            Step(2, 1440);
            Step(0, 60);
            Step(-2, 1440);
            Step(0, 60);
        }

        List<HalfCycle> halves = Halves(
            "Rec#\tCyc#\tStep\tTestTime\tAmps\tVolts\tState\tES",
            (row, i) =>
            {
                string state = Word(row.CurrentA, "C", "D", "R");
                var time = TimeSpan.FromSeconds(row.TimeS);
                return $"{i}\t0\t1\t  {time.Days}d "
                    + $"{time:hh\\:mm\\:ss}.00\t{Math.Abs(row.CurrentA):0.00000}\t{row.VoltageV:0.00000}\t{state}\t1";
            });

        Check(halves, 1e-6, [.. Enumerable.Repeat(new[] { 0.8, -0.8 }, 30).SelectMany(pair => pair)]);
    }

    [Fact]
    public void Pec_that_joins_midway_says_so_and_counts_the_rest()
    {
        _chargeAh = 0.8;
        Step(1, 1800);
        Step(0, 600);
        Step(-1, 4000);
        Step(0, 600);
        List<HalfCycle> halves = Halves(
            "Test,Cell,Rack,Shelf,Position,Total Time (Seconds),Load On Time (Seconds),Voltage (mV),Current (mA)",
            (row, _) => $"1,1,A,1,1,{row.TimeS:0.000},0,{1000 * row.VoltageV:0.0000},{1000 * row.CurrentA:0.0}");

        Check(halves, 1e-6, 0.5, -4000.0 / 3600);
        Assert.True(halves[0] is { Partial: true, Flags: QualityFlags.JoinsMidway } && !halves[1].Partial);
    }

    [Fact]
    public void Landt_of_a_tenth_of_a_milliampere_at_one_is_flagged_however_constant()
    {
        foreach (double currentA in (double[])[0, 0.001, 0, -0.001, 0])
        {
            Step(currentA, 3600);
        }

        List<HalfCycle> halves = Halves(
            "TestTime/Sec.,Voltage/V,Current/mA,State",
            (row, _) =>
                $"{row.TimeS:0.00},{row.VoltageV:0.0000},{1000 * row.CurrentA:0.0},{Word(row.CurrentA, "C_CC", "D_CC", "R")}");

        Check(halves, 1e-6, 0.001, -0.001);
        Assert.All(halves, half => Assert.Equal(QualityFlags.CoarseCurrent, half.Flags));
    }

    private static string Word(double currentA, string charge, string discharge, string rest) =>
        currentA > 0 ? charge : currentA < 0 ? discharge : rest;

    private static void Check(List<HalfCycle> halves, double toleranceAh, params double[] expectedAh)
    {
        Assert.Equal(expectedAh.Length, halves.Count);
        for (int i = 0; i < halves.Count; i++)
        {
            Assert.Equal(expectedAh[i], halves[i].Direction == Direction.Charge ? halves[i].Ah : -halves[i].Ah,
                toleranceAh + 1e-9);
        }
    }

    /// <summary>Readings every 10 s, of both sides of a step at the same time.</summary>
    private void Step(double currentA, double seconds)
    {
        Log(currentA);
        for (double at = 0; at < seconds; at += 10)
        {
            _timeS += 10;
            _chargeAh += currentA * 10 / 3600;
            Log(currentA);
        }
    }

    private void Log(double currentA) => _rows.Add((_timeS, 3 + (0.4 * _chargeAh + 0.05 * currentA), currentA));

    private List<HalfCycle> Halves(string header, Func<(double TimeS, double VoltageV, double CurrentA), int, string> write)
    {
        var text = new StringBuilder(header).Append('\n');
        for (int i = 0; i < _rows.Count; i++)
        {
            text.Append(write(_rows[i], i)).Append('\n');
        }

        using var record = new ScratchRecord(text.ToString());
        using RecordFile file = RecordFile.Open(record.Path);
        var engine = new CycleEngine(new CycleEngineOptions());
        while (file.TryRead(out RecordRow row))
        {
            engine.CurrentResolutionA = file.CurrentResolutionA;
            engine.Add(row.Sample);
        }

        engine.Finish();
        var halves = new List<HalfCycle>();
        while (engine.TryTakeHalf(out HalfCycle half))
        {
            halves.Add(half);
        }

        return halves;
    }
}
