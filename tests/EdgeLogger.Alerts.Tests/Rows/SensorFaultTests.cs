using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Alerts.Detection;
using EdgeLogger.Alerts.Detectors;
using EdgeLogger.Alerts.Detectors.Rows;

namespace EdgeLogger.Alerts.Tests.Rows;

public sealed class SensorFaultTests
{
    private static void FiresAlone(DetectorKindOf<ILiveDetector> expected, RowScript script, double beginS, double withinS)
    {
        foreach (DetectorKindOf<ILiveDetector> kind in DetectorCatalogue.Rows)
        {
            List<(double TimeS, Verdict Verdict)> verdicts = RowScript.Judge(kind, script.Rows);
            if (kind == expected)
            {
                Assert.NotEmpty(verdicts);
                Assert.Equal(DetectionState.Abnormal, verdicts[0].Verdict.State);
                Assert.InRange(verdicts[0].TimeS, beginS, beginS + withinS);
            }
            else
            {
                Assert.True(verdicts.Count == 0,
                    $"{kind.Name} raised an alert too: {(verdicts.Count > 0 ? verdicts[0].Verdict.Sentence : "")}");
            }
        }
    }

    [Fact]
    public void A_sound_cell_rings_no_row_detector()
    {
        RowScript script = new RowScript().Cycle(6);
        foreach (DetectorKindOf<ILiveDetector> kind in DetectorCatalogue.Rows)
        {
            Assert.Empty(RowScript.Judge(kind, script.Rows));
        }
    }

    [Fact]
    public void A_voltage_that_stands_still_over_a_step_of_the_current_is_stuck_and_is_clear_once_it_moves()
    {
        RowScript script = new RowScript().Cycle(2).Run(150, 0.001).With(row => row with { VoltageV = 3.7 })
            .Run(30, 0.001).Run(30, 0);
        double beginS = script.Rows[(2 * 420) + 150].TimeS;
        List<(double TimeS, Verdict Verdict)> verdicts =
            RowScript.Judge(SensorStuckDetector.Kind, script.With(null).Run(180, -0.001).Rows);
        Assert.Equal([DetectionState.Abnormal, DetectionState.Clear], verdicts.Select(one => one.Verdict.State));
        Assert.StartsWith("voltage stands at 3.7 V", verdicts[0].Verdict.Sentence, StringComparison.Ordinal);
        Assert.InRange(verdicts[0].TimeS, beginS, beginS + 400);
    }

    [Fact]
    public void A_current_that_stands_still_while_the_cell_cycles_is_stuck()
    {
        RowScript script = new RowScript().Cycle(1).Run(100, 0.001);
        double beginS = script.Rows[^1].TimeS;
        FiresAlone(SensorStuckDetector.Kind, script.With(row => row with { CurrentA = 0.00100012 }).Run(80, 0.001), beginS, 700);
    }

    [Fact]
    public void A_current_that_reads_nothing_while_the_voltage_cycles_is_stuck()
    {
        RowScript script = new RowScript().Cycle(2);
        double beginS = script.Rows[^1].TimeS;
        List<(double TimeS, Verdict Verdict)> verdicts = RowScript.Judge(
            SensorStuckDetector.Kind, script.With(row => row with { CurrentA = 1e-9 * (row.TimeS % 70) }).Cycle(2).Rows);
        Assert.Equal(DetectionState.Abnormal, Assert.Single(verdicts).Verdict.State);
        Assert.True(verdicts[0].TimeS > beginS);
    }

    [Fact]
    public void A_quantised_record_repeats_itself_and_is_not_stuck()
    {
        RowScript script = new RowScript()
            .With(row => row with { VoltageV = Math.Round(row.VoltageV, 2), CurrentA = Math.Round(row.CurrentA, 5) }).Cycle(6);
        Assert.Empty(RowScript.Judge(SensorStuckDetector.Kind, script.Rows));
    }

    [Fact]
    public void Contact_lost_under_charge_runs_to_the_cyclers_limit_and_is_an_open_cell()
    {
        RowScript script = new RowScript().Cycle(2).Run(60, 0.001);
        double beginS = script.Rows[^1].TimeS;
        FiresAlone(CellOpenDetector.Kind, script.With(row => row with { VoltageV = 4.75, CurrentA = 0 }).Run(20, 0), beginS, 60);
    }

    [Fact]
    public void A_cell_taken_out_at_rest_is_an_open_cell()
    {
        RowScript script = new RowScript().Cycle(2).Run(180, 0.001).Run(10, 0);
        double beginS = script.Rows[^1].TimeS;
        FiresAlone(CellOpenDetector.Kind, script.With(row => row with { VoltageV = 2e-6 * (row.TimeS % 30) })
            .Run(20, 0), beginS, 60);
    }

    [Fact]
    public void No_voltage_under_current_is_a_shorted_cell()
    {
        RowScript script = new RowScript().Cycle(2).Run(60, 0.001);
        double beginS = script.Rows[^1].TimeS;
        FiresAlone(CellShortedDetector.Kind, script.With(row => row with { VoltageV = 0.002 + (1e-6 * (row.TimeS % 30)) })
            .Run(60, 0.001), beginS, 100);
    }

    [Fact]
    public void A_cell_that_loses_its_voltage_at_rest_within_minutes_is_shorted()
    {
        RowScript script = new RowScript().Cycle(2).Run(180, 0.001).Run(5, 0);
        double beginS = script.Rows[^1].TimeS;
        FiresAlone(CellShortedDetector.Kind, script.With(row => row with { VoltageV = 4 * Math.Exp((beginS - row.TimeS) / 60) })
            .Run(80, 0), beginS, 600);
    }

    [Fact]
    public void An_anode_half_cell_that_ends_at_5_mV_is_not_shorted()
    {
        RowScript script = new RowScript().With(row => row with
        {
            VoltageV = row.CurrentA < -1e-4
                ? double.Max(0.005, (row.VoltageV - 3.2) * 0.5)
                : 0.015 + ((row.VoltageV - 3.2) * 0.5)
        });
        Assert.Empty(RowScript.Judge(CellShortedDetector.Kind, script.Cycle(5).Rows));
    }

    [Fact]
    public void Reversed_current_is_reported_within_the_first_cycle()
    {
        RowScript script = new RowScript().Run(30, 0);
        FiresAlone(CurrentReversedDetector.Kind, script.With(row => row with { CurrentA = -row.CurrentA }).Cycle(3), 300, 4200);
    }

    [Fact]
    public void A_converter_at_the_end_of_its_range_is_reported_after_three_rows_and_cleared_after_ten()
    {
        RowScript script = new RowScript().Cycle(1).With(row => row with { Saturated = true }).Run(5, 0.001).With(null)
            .Run(30, 0.001);
        List<(double TimeS, Verdict Verdict)> verdicts = RowScript.Judge(SustainedFlagDetector.Saturated, script.Rows);
        Assert.Equal([4230, 4350], verdicts.Select(one => (int)one.TimeS));
    }

    [Fact]
    public void One_row_of_nonsense_is_not_an_open_cell_and_no_short()
    {
        RowScript script = new RowScript().Cycle(1);
        foreach (double nonsenseV in (double[])[0, 9.9, -3])
        {
            script.With(row => row with { VoltageV = nonsenseV, CurrentA = 0 }).Run(1, 0).With(null).Run(50, 0);
        }

        Assert.Empty(RowScript.Judge(CellOpenDetector.Kind, script.Rows));
        Assert.Empty(RowScript.Judge(CellShortedDetector.Kind, script.Rows));
    }

    [Fact]
    public void A_test_that_has_stopped_is_reported_after_its_longest_rest_twice_over_and_clears_when_it_goes_on()
    {
        RowScript script = new RowScript().Cycle(1).Run(700, 0).Cycle(1).Run(1500, 0).Cycle(1);
        List<(double TimeS, Verdict Verdict)> verdicts = RowScript.Judge(TestStoppedDetector.Kind, script.Rows);
        Assert.Equal([DetectionState.Abnormal, DetectionState.Clear], verdicts.Select(one => one.Verdict.State));
        Assert.InRange(verdicts[0].Verdict.Value, 3.9, 4.2);
    }

    [Fact]
    public void A_voltage_beyond_its_limits_has_to_stay_there_to_be_reported()
    {
        RowScript script = new RowScript().Cycle(1).With(row => row with { VoltageV = 4.9 }).Run(1, 0.001).With(null)
            .Run(5, 0.001);
        Assert.Empty(RowScript.Judge(LimitDetector.Voltage, script.Rows));
        script.With(row => row with { VoltageV = 4.9 }).Run(5, 0.001).With(null).Run(5, 0.001);
        Assert.Equal(2, RowScript.Judge(LimitDetector.Voltage, script.Rows).Count);
    }
}
