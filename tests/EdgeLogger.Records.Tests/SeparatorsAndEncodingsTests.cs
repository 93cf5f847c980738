using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Tests;

public sealed class SeparatorsAndEncodingsTests
{
    private static readonly (string[] Columns, string[][] Rows)[] Tables =
    [
        (["Data_Point", "Test_Time(s)", "Step_Index", "Current(mA)", "Voltage(V)", "Temperature(C)"],
            [["1", "0.5", "1", "-10.25", "3.7012", "25.5"], ["2", "1000.25", "1", "0", "3.7", "25.5"]]),
        (["DataPoint", "Cycle Index", "Step Type", "Total Time", "Current(mA)", "Voltage(V)", "T1(℃)"],
            [["1", "1", "CC DChg", "00:00:00.5", "-10.25", "3.7012", "25.5"],
                ["2", "1", "Rest", "00:16:40.25", "0", "3.7", "25.5"]]),
        (["Rec#", "Cyc#", "TestTime", "Amps", "Volts", "State", "DPt Time", "Temp 1"],
            [["1", "0", "0d 00:00:00.5", "0.01025", "3.7012", "D", "x", "25.5"],
                ["2", "0", "0d 00:16:40.25", "0", "3.7", "R", "x", "25.5"]]),
        (["mode", "time/s", "Ecell/V", "<I>/mA", "Temperature/°C", "control/V/mA"],
            [["1", "5.0E-001", "3.7012E+000", "-1.025E+001", "2.55E+001", "0"],
                ["1", "1.00025E+003", "3.7E+000", "0.0", "2.55E+001", "0"]]),
        (["Index", "TestTime/Sec.", "Voltage/V", "Current/mA", "State", "AuxTemp/C"],
            [["1", "0.5", "3.7012", "-10.25", "D_CC", "25.5"], ["2", "1000.25", "3.7", "0", "R", "25.5"]]),
        (["Test Time / s", "Voltage / V", "Current / A", "Surface Temperature / degC", "Cycle Count / 1"],
            [["0.5", "3.7012", "-0.01025", "25.5", "1"], ["1000.25", "3.7", "0.0", "25.5", "1"]]),
    ];

    private static readonly string[] Decorations = ["", " ", "\""];

    [Fact]
    public void Any_order_of_columns_any_separator_and_decimal_mark_give_the_same_rows()
    {
        Gen<char> separators = Gen.Int[0, 2].Select(at => "\t;,"[at]);
        Gen<string> decorations = Gen.Int[0, Decorations.Length - 1].Select(at => Decorations[at]);

        Gen.Select(Gen.Int[0, Tables.Length - 1], separators, Gen.Bool, decorations, Gen.Int[0, 5], Gen.Int)
            .Sample((table, separator, comma, decoration, preamble, seed) =>
            {
                string text = Write(Tables[table], separator, comma && separator != ',', decoration, preamble, seed);
                List<RecordRow> rows = ScratchRecord.RowsOf(text);

                Assert.Equal(2, rows.Count);
                Assert.Equal(0.5, rows[0].TimeS, 9);
                Assert.Equal(1000.25, rows[1].TimeS, 9);
                Assert.Equal(3.7012, rows[0].VoltageV);
                Assert.Equal(-0.01025, rows[0].CurrentA, 12);
                Assert.Equal(0, rows[1].CurrentA);
                Assert.Equal(25.5, rows[1].TemperatureDegC);
            }, iter: 500);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("iso-8859-1")]
    public void Text_encodings_are_distinguished(string name)
    {
        using var record = new ScratchRecord(
            "time/s\tEwe/V\tI/µA\tTemperature/°C\n1\t3.5\t100\t20\n", Encoding.GetEncoding(name));

        RecordRow row = Assert.Single(record.Rows());

        Assert.Equal(1e-4, row.CurrentA, 15);
        Assert.Equal(20, row.TemperatureDegC);
    }

    [Fact]
    public void Utf16_without_a_mark_is_read()
    {
        using var record = new ScratchRecord(Encoding.Unicode.GetBytes("time/s\tEwe/V\tI/mA\n1\t3.5\t100\n"));

        Assert.Single(record.Rows());
    }

    [Theory]
    [InlineData("1.234,5", 1234.5)]
    [InlineData("12.345.678,5", 12345678.5)]
    [InlineData("1234,5", 1234.5)]
    public void Points_group_thousands_where_the_comma_is_the_decimal_mark(string time, double expected) =>
        Assert.Equal(expected, ScratchRecord.RowsOf($"time/s;Ewe/V;I/mA\n{time};3,5012;1,0\n")[0].TimeS);

    [Theory]
    [InlineData("1.23,5")]
    [InlineData("1,234,5")]
    [InlineData(",,5")]
    [InlineData("1.234.5,0")]
    public void Groups_that_are_not_of_three_digits_are_refused(string time)
    {
        // Below the rows from which the decimal mark is learnt.
        string rows = string.Concat(Enumerable.Repeat("0,5;3,5012;1,0\n", 600));

        Assert.Contains($"FILE:602: column time/s: '{time}' is not a time",
            ScratchRecord.RefusalOf($"time/s;Ewe/V;I/mA\n{rows}{time};3,5;1,0\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_comma_that_may_be_either_mark_is_refused()
    {
        Assert.Contains("'3,500' may be a decimal fraction or thousands",
            ScratchRecord.RefusalOf("time/s;Ewe/V;I/mA\n1;3,500;1\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Points_and_commas_as_decimal_marks_in_one_file_are_refused()
    {
        Assert.Contains("some numbers have a decimal point", ScratchRecord.RefusalOf("time/s;Ewe/V;I/mA\n1.5;3,5012;1\n"),
            StringComparison.Ordinal);
    }

    private static string Write(
        (string[] Columns, string[][] Rows) table, char separator, bool decimalComma, string decoration, int preamble, int seed)
    {
        int[] order = [.. Enumerable.Range(0, table.Columns.Length)];
        new Random(seed).Shuffle(order);
        var text = new StringBuilder();
        for (int line = 0; line < preamble; line++)
        {
            text.Append("Test of:").Append(separator).Append(line).Append('\n');
        }

        foreach (string[] cells in (string[][])[table.Columns, .. table.Rows])
        {
            bool header = ReferenceEquals(cells, table.Columns);
            text.AppendJoin(separator,
                order.Select(at => Decorate(decimalComma && !header ? cells[at].Replace('.', ',') : cells[at], decoration)))
                .Append(seed % 2 == 0 ? "\r\n" : "\n");
        }

        return text.ToString();
    }

    private static string Decorate(string cell, string decoration) => decoration + cell + decoration;
}
