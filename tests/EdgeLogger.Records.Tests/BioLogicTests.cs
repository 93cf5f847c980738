using System;
using System.Collections.Generic;
using System.Text;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Tests;

public sealed class BioLogicTests
{
    private const string Preamble =
        "EC-Lab ASCII FILE\nNb header lines : 9                         \n\nGalvanostatic Cycling\n\nSafety Limits :\n\tEcell "
        + "min = 2.40 V\nNs                  0                   1\n";

    [Fact]
    public void Exponents_decimal_commas_and_a_tab_at_the_end_are_read()
    {
        using var record = new ScratchRecord(Preamble + "mode\tNs\ttime/s\tEcell/V\t<I>/mA\tdq/mA.h\tTemperature/°C\t\n"
            + "1\t0\t1,000000047497451E-001\t3,5180547E+000\t-2,5000000E+002\t0,0\t2,2185871E+001\t\n", Encoding.Latin1);

        RecordRow row = Assert.Single(record.Rows());

        Assert.Equal(0.1000000047497451, row.TimeS);
        Assert.Equal(3.5180547, row.VoltageV);
        Assert.Equal(-0.25, row.CurrentA);
        Assert.Equal(22.185871, row.TemperatureDegC);
        Assert.Equal("BioLogic", record.Format);
    }

    [Fact]
    public void A_file_without_the_lines_about_settings_is_read()
    {
        Assert.Equal([new RecordRow(1, 3.5, 0.001, double.NaN)],
            ScratchRecord.RowsOf("mode\ttime/s\tcontrol/V/mA\tEwe/V\tI/mA\n1\t1.0\t9\t3.5\t1.0\n"));
    }

    [Fact]
    public void The_cell_voltage_goes_before_that_of_the_working_electrode()
    {
        Assert.Equal(3.5, ScratchRecord.RowsOf("time/s\tEwe/V\tEce/V\tEwe-Ece/V\tI/A\n1\t4.5\t1\t3.5\t1\n")[0].VoltageV);
    }

    [Fact]
    public void Absolute_times_count_from_the_first_row()
    {
        List<RecordRow> rows = ScratchRecord.RowsOf(
            "BT-Lab ASCII FILE\nNb header lines : 3\ntime/s\tEcell/V\tI/uA\n11/20/2024 23:59:41.707\t4.1\t1000\n11/21/2024 "
            + "00:00:00.207\t4.1\t1000\n");

        Assert.Equal(0, rows[0].TimeS);
        Assert.Equal(18.5, rows[1].TimeS, 9);
        Assert.Equal(0.001, rows[1].CurrentA, 12);
    }

    [Fact]
    public void A_technique_without_current_is_refused()
    {
        Assert.Contains("BioLogic", ScratchRecord.RefusalOf(
            "EC-Lab ASCII FILE\nNb header lines : 3\nmode\ttime/s\tEwe/V\n1\t2\t3\n"), StringComparison.Ordinal);
    }
}
