using System;
using System.Collections.Generic;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Tests;

public sealed class MaccorTests
{
    private const string Header = "Rec#\tCyc#\tStep\tTestTime\tStepTime\tAmp-hr\tWatt-hr\tAmps\tVolts\tState\tES\tDPt Time\n";

    private const string Preamble =
        "Today's Date 04/04/2016  Date of Test:\t03/31/2016\t Filename:\tC:\\a.001 Procedure: x.000, 3.0 to "
        + "4.1V\tComment/Barcode: b\n";

    [Fact]
    public void Magnitudes_take_their_sign_from_the_state()
    {
        using var record = new ScratchRecord(Preamble + Header
            + "1\t0\t1\t  0d 00:00:00.00\t  0d 00:00:00.00\t0\t0\t0.00\t3.31\tR\t0\t03/31/2016 16:05:31\n"
            + "2\t0\t2\t  0d 00:00:10.25\t  0d 00:00:10.25\t0\t0\t1.50\t3.40\tC\t1\t03/31/2016 16:05:41\n"
            + "3\t0\t3\t  1d 02:03:04.50\t  0d 00:00:01.00\t0\t0\t1.50\t3.20\tD\t1\t04/01/2016 18:08:36\n");

        Assert.Equal(
            [new RecordRow(0, 3.31, 0, double.NaN), new RecordRow(10.25, 3.40, 1.5, double.NaN),
                new RecordRow(93784.5, 3.20, -1.5, double.NaN)],
            record.Rows());
        Assert.Equal("Maccor", record.Format);
        Assert.Equal(["current sign from column State"], record.Notes);
    }

    [Fact]
    public void Signed_currents_are_kept_also_where_a_discharge_regenerates()
    {
        using var record = new ScratchRecord(
            "Rec#\tCyc#\tTest (Min)\tAmps\tVolts\tState\n1\t0\t0.5\t-2\t3.3\tD\n2\t0\t1\t0.5\t3.4\tD\n3\t0\t1.5\t1\t3.4\tC\n");

        Assert.Equal([-2, 0.5, 1], record.Rows().ConvertAll(row => row.CurrentA));
        Assert.Equal([30, 60, 90], record.Rows().ConvertAll(row => row.TimeS));
        Assert.Empty(record.Notes);
    }

    [Fact]
    public void A_current_without_sign_in_a_state_without_direction_is_refused()
    {
        string message = ScratchRecord.RefusalOf(
            "Rec#\tCyc#\tTest (Sec)\tAmps\tVolts\tState\n1\t0\t0\t2\t3.3\tD\n2\t0\t1\t1\t3.4\tP\n");

        Assert.Contains("FILE:3: column State: a current of 1 A without sign flows in state 'P'", message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_without_unit_is_compared_with_the_dates()
    {
        using var record = new ScratchRecord(
            "Name:\tx\nC Rate\t0,003\n\nRec\tCycle P\tCycle C\tStep\tTestTime\tStepTime\tCurrent [A]\tVoltage "
            + "[V]\tMd\tES\tDPT Time\n\n"
            + "1\t0\t1\t1\t0,000000\t0,000000\t0,00000000\t0,1377\tR\t0\t06/05/2021 11:23:46\n"
            + "2\t0\t1\t1\t1,000000\t1,000000\t0,00000000\t0,1385\tR\t1\t06/05/2021 11:24:46\n"
            + "3\t0\t1\t1\t2,500000\t2,500000\t0,00010000\t0,1385\tD\t1\t06/05/2021 11:26:16\n");

        List<RecordRow> rows = record.Rows();

        Assert.Equal([0, 60, 150], rows.ConvertAll(row => row.TimeS));
        Assert.Equal(-0.0001, rows[2].CurrentA);
        Assert.Contains("TestTime is in minutes, by comparison with DPT Time", record.Notes);
    }

    [Fact]
    public void A_time_without_unit_and_without_dates_is_refused()
    {
        string message = ScratchRecord.RefusalOf("Rec#,Cyc#,TestTime,Amps,Volts\n1,0,0,0,3.3\n2,0,1.5,0,3.3\n");

        Assert.Contains("column TestTime has numbers ('0') and no unit", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Volts_beyond_any_cell_are_millivolts_where_the_current_is_in_milliamperes()
    {
        using var record = new ScratchRecord(
            "Rec#\tCyc#\tTestTime\tmAmps\tVolts\tState\n1\t0\t  0d 00:00:01.00\t-896.5\t3740.5\tD\n");

        Assert.Equal([new RecordRow(1, 3.7405, -0.8965, double.NaN)], record.Rows());
        Assert.Contains(record.Notes, note => note.Contains("millivolts", StringComparison.Ordinal));
    }

    [Fact]
    public void Thousands_separators_in_quotes_are_read()
    {
        List<RecordRow> rows = ScratchRecord.RowsOf(
            "\uFEFFCyc#,Step,TestTime(s),StepTime(s),Current(A),Voltage(V),DPt Time,Temp 1\n869,11,\"5,577,644.47\",  0d "
            + "00:22:05.05,\"1,499.8856\",3.92,1,-2501.7\n");

        Assert.Equal([new RecordRow(5577644.47, 3.92, 1499.8856, double.NaN)], rows);
    }
}
