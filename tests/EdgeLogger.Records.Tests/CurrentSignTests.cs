using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Tests;

public sealed class CurrentSignTests
{
    [Fact]
    public void Charging_as_positive_is_read_as_it_is() => Assert.Equal(400, ScratchRecord.RowsOf(Cycles(1, -1)).Count);

    [Fact]
    public void A_file_that_counts_discharging_as_positive_is_refused_not_guessed()
    {
        string message = ScratchRecord.RefusalOf(Cycles(-1, 1));

        Assert.Contains("discharging seems to be positive in this file", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Magnitudes_without_a_state_are_refused()
    {
        Assert.Contains("without sign, and no column says which rows discharge", ScratchRecord.RefusalOf(Cycles(1, 1)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_sign_that_is_said_is_taken_and_noted()
    {
        using var record = new ScratchRecord(Cycles(-1, 1));

        List<RecordRow> rows = record.Rows(CurrentSign.DischargePositive);
        Assert.Equal([1, -1], [rows[10].CurrentA, rows[110].CurrentA]);
        Assert.Contains(record.Notes, note => note.Contains("negated", StringComparison.Ordinal));
        Assert.Equal(-1, record.Rows(CurrentSign.ChargePositive)[10].CurrentA);
    }

    [Fact]
    public void A_said_sign_holds_for_the_plain_layout_too()
    {
        using var record = new ScratchRecord("time_s,voltage_V,current_A\n1,3,2\n");

        Assert.Equal(-2, record.Rows(CurrentSign.DischargePositive)[0].CurrentA);
    }

    [Fact]
    public void A_sudden_short_under_charge_is_not_refused()
    {
        var text = new StringBuilder("Test Time / s,Voltage / V,Current / A\n");
        for (int i = 0; i < 300; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i},{(i < 200 ? 0.3 + i * 1e-4 : i < 204 ? 0.2 : 0.01)},1\n");
        }

        Assert.Equal(300, ScratchRecord.RowsOf(text.ToString()).Count);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(-1, true)]
    public void A_symmetric_cell_is_judged_by_the_energy_it_absorbs(double sign, bool refused)
    {
        // Its voltage sags while each stripping goes on, which in another cell would speak against the sign.
        var text = new StringBuilder("Test Time / s,Voltage / V,Current / A\n");
        for (int i = 0; i < 400; i++)
        {
            int direction = i / 100 % 2 == 0 ? 1 : -1;
            double slope = refused ? 0.002 : -0.002;
            text.Append(CultureInfo.InvariantCulture, $"{i},{direction * (0.3 + slope * (i % 100))},{sign * direction}\n");
        }

        using var record = new ScratchRecord(text.ToString());
        if (refused)
        {
            Assert.Contains("discharging seems to be positive", record.Refusal(), StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(400, record.Rows().Count);
        }
    }

    [Fact]
    public void Relaxation_and_pulses_say_nothing_about_the_sign()
    {
        var text = new StringBuilder("Test Time / s,Voltage / V,Current / A\n");
        for (int i = 0; i < 200; i++)
        {
            // A rest that relaxes downwards after each pulse, and pulses of falling height whose voltage falls with the current.
            double current = i % 20 < 4 ? 4 - i % 20 : 0;
            text.Append(CultureInfo.InvariantCulture, $"{i},{3.5 + 0.1 * current - 0.01 * (i % 20)},{current}\n");
        }

        Assert.Equal(200, ScratchRecord.RowsOf(text.ToString()).Count);
    }

    /// <summary>Two cycles between 3 and 4 V with the given currents while the voltage rises and falls.</summary>
    private static string Cycles(double risingA, double fallingA)
    {
        var text = new StringBuilder("Test Time / s,Voltage / V,Current / A\n");
        for (int i = 0; i < 400; i++)
        {
            bool rising = i / 100 % 2 == 0;
            double part = i % 100 / 100.0;
            text.Append(CultureInfo.InvariantCulture, $"{i},{(rising ? 3 + part : 4 - part)},{(rising ? risingA : fallingA)}\n");
        }

        return text.ToString();
    }
}
