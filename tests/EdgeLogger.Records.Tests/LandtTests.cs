using System.Collections.Generic;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Tests;

public sealed class LandtTests
{
    [Fact]
    public void A_text_export_with_states_is_read()
    {
        using var record = new ScratchRecord(
            "Index\tTestTime/Sec.\tStepTime/Sec.\tVoltage/V\tCurrent/mA\tCapacity/mAh\tSCapacity/mAh/g\tState\tSysTime\n"
            + "1\t0.5\t0.5\t3.5\t0.1\t0\t0\tC_CC\t2021-01-01 10:00:00\n2\t10.5\t0\t3.4\t0.2\t0\t0\tD_CC\t2021-01-01 "
            + "10:00:10\n3\t11\t0\t3.4\t0\t0\t0\tR\t2021-01-01 10:00:11\n");

        Assert.Equal([new RecordRow(0.5, 3.5, 0.0001, double.NaN), new RecordRow(10.5, 3.4, -0.0002, double.NaN),
            new RecordRow(11, 3.4, 0, double.NaN)], record.Rows());
        Assert.Equal("Landt", record.Format);
        Assert.Contains("current sign from column State", record.Notes);
    }

    [Fact]
    public void Times_as_text_and_microamperes_are_read()
    {
        List<RecordRow> rows = ScratchRecord.RowsOf("Record,TestTime,Current/uA,Voltage/mV\n1,26:00:01,-50,3500\n");

        Assert.Equal(93601, rows[0].TimeS);
        Assert.Equal(-5e-5, rows[0].CurrentA, 15);
        Assert.Equal(3.5, rows[0].VoltageV);
    }

    [Fact]
    public void The_layout_with_a_block_about_the_cell_is_read()
    {
        List<RecordRow> rows = ScratchRecord.RowsOf(
            "cell model:,,,,,,,\ntest: "
            + ",,,,,,,\nchannel_index,cycle_index,date_time_iso_string,test_time_s,current_A,voltage_V,temperature_1_C,step_nam"
            + "e\n"
            + "1,1,04/30/2024 14:33:19,0.020,-0.001,2.9215,23.5,discharge,\n");

        Assert.Equal([new RecordRow(0.020, 2.9215, -0.001, 23.5)], rows);
    }
}
