using System;
using System.Collections.Generic;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Tests;

public sealed class ArbinTests
{
    [Fact]
    public void Columns_with_underscores_and_units_are_read()
    {
        using var record = new ScratchRecord(
            "Data_Point,Test_Time(s),Date_Time,Step_Time(s),Step_Index,Cycle_Index,Current(A),Voltage(V),Charge_Capacity(Ah),Au"
            + "x_Temperature_1(C)\n"
            + "1,30.0007,09/20/2024 08:32:34,30.0,1,1,0,3.5346,0,24.66\n2,60.5,09/20/2024 "
            + "08:33:04,0.5,2,1,-1.25E-3,3.5341,0,24.70\n");

        Assert.Equal([new RecordRow(30.0007, 3.5346, 0, 24.66), new RecordRow(60.5, 3.5341, -0.00125, 24.70)], record.Rows());
        Assert.Equal("Arbin", record.Format);
        Assert.Empty(record.Notes);
    }

    [Fact]
    public void Newer_spellings_with_spaces_a_mark_and_a_tab_in_the_date_are_read()
    {
        List<RecordRow> rows = ScratchRecord.RowsOf(
            "\uFEFFData Point,Date Time,Test Time (s),Step Time (s),Cycle Index,Step Index,Current (mA),Voltage "
            + "(mV),mAh/g,Aux_Temperature(℃)_1\r\n"
            + "1,\t09/20/2024 08:32:34.558,30.5,30.5,1,1,250,3534.5,,\r\n");

        Assert.Equal([new RecordRow(30.5, 3.5345, 0.25, double.NaN)], rows);
    }

    [Fact]
    public void Columns_without_units_are_seconds_volts_and_amperes()
    {
        List<RecordRow> rows = ScratchRecord.RowsOf(
            "Data_Point,Test_Time,DateTime,Step_Index,Current,Voltage,Temperature\n0,0.5,1494377253.17,1,1.1,3.3,30.1\n");

        Assert.Equal([new RecordRow(0.5, 3.3, 1.1, 30.1)], rows);
    }

    [Fact]
    public void A_file_with_dates_only_counts_from_its_first_row()
    {
        using var record = new ScratchRecord(
            "Data_Point,Date_Time,Step_Time(s),Current(A),Voltage(V)\n1,2024-02-28 23:59:59.5,0,1,3\n2,2024-02-29 "
            + "00:00:01,1.5,1,3\n3,2024-03-01,86400,1,3\n");

        Assert.Equal([0, 1.5, 86400.5], record.Rows().ConvertAll(row => row.TimeS));
        Assert.Contains(record.Notes, note => note.Contains("time from dates", StringComparison.Ordinal));
    }

    [Fact]
    public void Cycle_tables_are_refused_for_what_they_lack()
    {
        string message = ScratchRecord.RefusalOf(
            "Cycle_Index,Test_Time(s),Min_Current(A),Max_Current(A),Min_Voltage(V)\n1,2,3,4,5\n");

        Assert.Contains("Arbin", message, StringComparison.Ordinal);
        Assert.Contains("missing voltage with its unit, current with its unit", message, StringComparison.Ordinal);
        Assert.Contains("Cycle_Index, Test_Time(s), Min_Current(A)", message, StringComparison.Ordinal);
    }
}
