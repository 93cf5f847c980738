using System;
using System.Linq;
using EdgeLogger.VirtualBench.Cells;

namespace EdgeLogger.VirtualBench.Tests.Cells;

public sealed class RecordedCellTests
{
    private static readonly RecordedRow[] s_rows =
    [
        new RecordedRow(100, 3.0, 0),
        new RecordedRow(160, 3.0, 1e-3, 20),
        new RecordedRow(220, 3.6, 1e-3, 26),
        new RecordedRow(280, 3.5, 0.5e-3),
        new RecordedRow(340, 3.3, -1e-3),
        new RecordedRow(400, 2.7, -1e-3),
        new RecordedRow(460, 2.9, 0),
    ];

    [Fact]
    public void Voltage_and_temperature_are_straight_between_rows()
    {
        var cell = new RecordedCell(s_rows);

        Assert.Equal(3.3, cell.MeanVoltageV(60, 120), 1e-12);
        Assert.Equal(3.05, cell.MeanVoltageV(64.5, 65.5), 1e-12);
        Assert.Equal(23, cell.MeanTemperatureDegC(60, 120), 1e-12);
        Assert.Equal(26, cell.MeanTemperatureDegC(200, 300), 1e-12);
    }

    [Fact]
    public void The_old_current_holds_over_a_change_of_sign_and_to_and_from_rest()
    {
        var cell = new RecordedCell(s_rows);

        Assert.Equal(0, cell.MeanCurrentA(0, 59.999), 1e-15);
        Assert.Equal(1e-3, cell.MeanCurrentA(60.001, 60.002), 1e-15);
        Assert.Equal(0.75e-3, cell.MeanCurrentA(149, 151), 1e-15);
        Assert.Equal(0.5e-3, cell.MeanCurrentA(239, 240), 1e-15);
        Assert.Equal(-1e-3, cell.MeanCurrentA(240, 241), 1e-15);
        Assert.Equal(-1e-3, cell.MeanCurrentA(359, 360), 1e-15);
    }

    [Fact]
    public void A_window_across_a_step_has_the_share_of_both_sides()
    {
        var cell = new RecordedCell(s_rows, startS: 7.5);

        // The step to 1 mA is at 67.5 s.
        Assert.Equal(0.25e-3, cell.MeanCurrentA(66, 68), 1e-15);
    }

    [Fact]
    public void Outside_of_the_record_there_is_no_current_and_the_rest_stands_still()
    {
        var cell = new RecordedCell(s_rows, startS: 1000);

        Assert.Equal(0, cell.MeanCurrentA(0, 5));
        Assert.Equal(3.0, cell.MeanVoltageV(0, 5));
        Assert.Equal(0, cell.MeanCurrentA(1361, 1e7));
        Assert.Equal(2.9, cell.MeanVoltageV(1400, 1e7), 1e-12);
    }

    [Fact]
    public void Means_over_any_windows_add_up_to_the_charge_between_the_rows()
    {
        const int Seed = 77;
        var random = new Random(Seed);
        var cell = new RecordedCell(s_rows, startS: 3);
        double charge = 0;
        double t = 0;
        while (t < 400)
        {
            double next = t + (random.NextDouble() * (random.Next(10) == 0 ? 150 : 0.3));
            charge += cell.MeanCurrentA(t, next) * (next - t);
            t = next;
        }

        double truth = Enumerable.Range(0, s_rows.Length - 1).Sum(cell.ChargeAs);
        Assert.True(Math.Abs(truth - charge) < 1e-12, $"seed {Seed}: {charge} As instead of {truth} As");
    }

    [Fact]
    public void Going_back_in_time_gives_the_same_means()
    {
        var cell = new RecordedCell(s_rows);
        double early = cell.MeanVoltageV(90, 130);
        _ = cell.MeanVoltageV(300, 310);

        Assert.Equal(early, cell.MeanVoltageV(90, 130));
    }

    [Fact]
    public void Without_a_temperature_it_is_25_degC_and_pressure_breathes_with_the_charge()
    {
        var cell = new RecordedCell([.. s_rows.Select(r => r with { TemperatureDegC = double.NaN })], pressureMPa: 70,
            breathingMPa: 2);

        Assert.Equal(25, cell.MeanTemperatureDegC(100, 200));
        double[] pressures = [.. Enumerable.Range(0, 361).Select(t => cell.MeanPressureMPa(t, t + 0.001))];
        Assert.Equal(70, pressures.Min(), 1e-3);
        Assert.Equal(72, pressures.Max(), 1e-3);
        Assert.Equal(240, Array.IndexOf(pressures, pressures.Max()));
    }

    [Fact]
    public void Two_rows_at_the_same_time_make_a_jump()
    {
        var cell = new RecordedCell([new RecordedRow(0, 3, 1e-3), new RecordedRow(10, 3, 1e-3), new RecordedRow(10, 3.5, 2e-3),
            new RecordedRow(20, 3.5, 2e-3)]);

        Assert.Equal(1.5e-3, cell.MeanCurrentA(9, 11), 1e-15);
        Assert.Equal(3.25, cell.MeanVoltageV(9, 11), 1e-12);
    }

    [Fact]
    public void A_series_that_goes_back_is_refused_by_its_row()
    {
        var exception = Assert.Throws<ArgumentException>(
            () => new RecordedCell([new RecordedRow(0, 3, 0), new RecordedRow(5, 3, 0), new RecordedRow(4, 3, 0)]));

        Assert.Contains("Row 2", exception.Message, StringComparison.Ordinal);
    }
}
