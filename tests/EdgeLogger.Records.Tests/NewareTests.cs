using System;
using System.Collections.Generic;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Tests;

public sealed class NewareTests
{
    private const string Nested =
        "Cycle ID,Cap_Chg(mAh),Cap_DChg(mAh),,\n"
        + ",Step ID,Step Name,Step Time(h:min:s.ms),\n"
        + ",,Record ID,Time(h:min:s.ms),Voltage(V),Current(mA),Temperature(C),Realtime\n"
        + "1,100,99,,\n"
        + ",1,CC_Chg,1:00:00.000,\n"
        + ",,1,0:00:00.0,3.20,1000,25,2026-04-02 23:59:59\n"
        + ",,2,0:00:01.0,3.22,1000,25.5,2026-04-03 00:00:00\n"
        + ",2,CC_DChg,1:00:00.000,\n"
        + ",,3,0:00:00.0,3.15,-500,25,2026-04-03 00:00:04\n";

    [Fact]
    public void A_flat_report_with_total_time_is_read()
    {
        using var record = new ScratchRecord(
            "DataPoint,Cycle Index,Step Index,Step Type,Time,Total Time,Current(mA),Voltage(V),Capacity(Ah),Date,T1(℃)\n"
            + "1,1,1,Rest,00:00:00,00:00:00,0.0,2.917,0,2022-05-18 16:27:52,25.1\n"
            + "2,1,2,CC Chg,00:00:10.5,30:00:10.500,12.5,2.918,0,2022-05-19 22:28:02,25.2\n");

        Assert.Equal([new RecordRow(0, 2.917, 0, 25.1), new RecordRow(108010.5, 2.918, 0.0125, 25.2)], record.Rows());
        Assert.Equal("Neware", record.Format);
    }

    [Fact]
    public void Records_under_steps_and_cycles_are_read_and_their_headings_are_not()
    {
        List<RecordRow> rows = ScratchRecord.RowsOf(Nested);

        Assert.Equal([new RecordRow(0, 3.20, 1, 25), new RecordRow(1, 3.22, 1, 25.5), new RecordRow(5, 3.15, -0.5, 25)], rows);
    }

    [Fact]
    public void A_nested_report_without_records_is_refused()
    {
        string message = ScratchRecord.RefusalOf(
            ",,Record ID,Time(h:min:s.ms),Voltage(V),Current(mA)\n1,2,3,0:00:00.0,3.2,100\n");

        Assert.Contains("no record indented by 2 empty fields", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_times_are_added_up_where_there_is_nothing_else_and_it_is_said()
    {
        using var record = new ScratchRecord(
            "Record Index,Status,Time(h:min:s.ms),Vol(mV),Cur(mA)\n1,CC_Chg,0:00:00.000,3500,1\n2,CC_Chg,0:00:10.250,3510,1\n"
            + "3,Rest,0:00:00.000,3505,0\n4,Rest,0:00:05.000,3504,0\n5,CC_DChg,0:00:01.000,3500,-1\n");

        Assert.Equal([0, 10.25, 10.25, 15.25, 16.25], record.Rows().ConvertAll(row => row.TimeS));
        Assert.Contains(record.Notes, note => note.Contains("added up", StringComparison.Ordinal));
    }

    [Fact]
    public void Magnitudes_take_their_sign_from_the_step_type()
    {
        using var record = new ScratchRecord(
            "Record Index;Step Type;Total Time;Voltage(V);Current(A)\n1;CC "
            + "Chg;0:00:01;3,5;1,0\n2;Rest;0:00:02;3,5;0,0\n3;CC DChg;0:00:03;3,4;1,0\n");

        Assert.Equal([1, 0, -1], record.Rows().ConvertAll(row => row.CurrentA));
        Assert.Contains("current sign from column Step Type", record.Notes);
    }

    [Fact]
    public void Chinese_column_names_are_read()
    {
        List<RecordRow> rows = ScratchRecord.RowsOf("数据序号,工步类型,总时间,电流(mA),电压(V)\n1,恒流放电,01:00:00,-2,3.1\n");

        Assert.Equal([new RecordRow(3600, 3.1, -0.002, double.NaN)], rows);
    }
}
