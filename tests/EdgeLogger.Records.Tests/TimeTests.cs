using System;
using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Tests;

public sealed class TimeTests
{
    [Theory]
    [InlineData("00:00:10", 10)]
    [InlineData("0:00:01.25", 1.25)]
    [InlineData("100:00:00", 360000)]
    [InlineData("05:30.5", 330.5)]
    [InlineData("1d 02:03:04.5", 93784.5)]
    [InlineData("1 02:03:04", 93784)]
    [InlineData("1-02:03:04", 93784)]
    [InlineData("1.02:03:04", 93784)]
    public void Durations_are_read(string text, double expected) =>
        Assert.Equal(expected, ScratchRecord.RowsOf($"DataPoint,Total Time,Voltage(V),Current(A)\n1,{text},3.5,0\n")[0].TimeS);

    [Theory]
    [InlineData("00:00:61")]
    [InlineData("00:-1:00")]
    [InlineData("1:2:3:4")]
    [InlineData("d 00:00:00")]
    [InlineData("12:")]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("00:00:NaN")]
    [InlineData("00:NaN")]
    [InlineData("1d 00:00:nan")]
    [InlineData("Infinity")]
    public void What_is_not_a_duration_is_refused(string text)
    {
        string message = ScratchRecord.RefusalOf(
            $"DataPoint,Total Time,Voltage(V),Current(A)\n1,00:00:00,3.5,0\n2,{text},3.5,0\n");

        Assert.Contains($"FILE:3: column Total Time: '{text}' is not a time.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-02-28 23:59:30", "2024-02-29 00:00:30", 60)]
    [InlineData("2024/02/28 23:59:30", "2024/02/29 00:00:30.5", 60.5)]
    [InlineData("31.12.2023 23:59:30", "01.01.2024 00:00:30", 60)]
    [InlineData("12/31/2023 11:59:30 PM", "01/01/2024 12:00:30 AM", 60)]
    [InlineData("31/12/2023 23:59", "01/01/2024 00:01", 120)]
    [InlineData("23-Nov-23 11:59:59 AM", "23-Nov-23 12:00:01 PM", 2)]
    [InlineData("31-OCT-2023 23:00:00", "01-NOV-2023 00:00:00", 3600)]
    [InlineData("2024-05-01T10:00:00Z", "2024-05-01T12:00:00+01:30", 1800)]
    [InlineData("2024-05-01T10:00:00.250-05:00", "2024-05-01T15:00:01.250Z", 1)]
    public void Dates_count_from_the_first_row(string first, string second, double expected)
    {
        List<RecordRow> rows = ScratchRecord.RowsOf(
            $"Data_Point,Date_Time,Voltage(V),Current(A)\n1,{first},3.5,0\n2,{second},3.5,0\n");

        Assert.Equal(0, rows[0].TimeS);
        Assert.Equal(expected, rows[1].TimeS, 6);
    }

    [Theory]
    [InlineData("04/05/2024 23:00:00", "05/05/2024 01:00:00", "day/month")]
    [InlineData("04/05/2024 23:00:00", "04/06/2024 01:00:00", "month/day")]
    public void Day_and_month_are_found_by_the_first_change_of_date(string first, string second, string order)
    {
        using var record = new ScratchRecord($"Data_Point,Date_Time,Voltage(V),Current(A)\n1,{first},3.5,0\n2,{second},3.5,0\n");

        Assert.Equal(7200, record.Rows()[1].TimeS);
        Assert.Contains(record.Notes, note => note.Contains(order, StringComparison.Ordinal));
    }

    [Fact]
    public void Impossible_dates_are_refused()
    {
        Assert.Contains("FILE:3: column Date_Time: '2024-02-30 00:00:00' is not a time",
            ScratchRecord.RefusalOf(
                "Data_Point,Date_Time,Voltage(V),Current(A)\n1,2024-02-28 00:00:00,3,0\n2,2024-02-30 00:00:00,3,0\n"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_that_steps_back_is_noted_with_its_line()
    {
        using var record = new ScratchRecord("DataPoint,Total Time,Voltage(V),Current(A)\n1,00:00:10,3.5,0\n2,00:00:05,3.5,0\n");

        Assert.Equal([10, 5], record.Rows().Select(row => row.TimeS));
        Assert.Contains("the time steps back 1 times, first in line 3", record.Notes);
    }

    [Theory]
    [InlineData("DataPoint,Date_Time,Voltage(V),Current(A)\n1,01/31/2024 08:32:NaN PM,3.5,0\n2,01/31/2024 08:32:01 PM,3.5,0\n")]
    [InlineData("DataPoint,Total Time(h),Voltage(V),Current(A)\n1,1e308,3.5,0\n2,1e308,3.5,0\n")]
    [InlineData("time_s,voltage_V,current_A\n1e400,3.5,0\n")]
    [InlineData("time_s,voltage_V,current_A\nInfinity,3.5,0\n")]
    public void A_time_that_is_not_finite_is_refused(string text) =>
        Assert.Contains("is not a", ScratchRecord.RefusalOf(text), StringComparison.Ordinal);

    [Fact]
    public void Malformed_numbers_short_lines_and_infinite_readings_are_named_with_line_and_column()
    {
        const string Start = "DataPoint,Total Time,Voltage(V),Current(A)\n1,00:00:10,3.5,0\n";

        Assert.Contains("FILE:3: column Voltage(V): '3.5x' is not a number",
            ScratchRecord.RefusalOf(Start + "2,00:00:11,3.5x,0\n"), StringComparison.Ordinal);
        Assert.Contains("FILE:3: the line ends before column Current(A)",
            ScratchRecord.RefusalOf(Start + "2,00:00:11,3.5\n3,00:00:12,3.5,0\n"), StringComparison.Ordinal);
        Assert.Contains("FILE:3: column Current(A): 'inf'", ScratchRecord.RefusalOf(Start + "2,00:00:11,3.5,inf\n"),
            StringComparison.Ordinal);
        Assert.Contains("FILE:3: column Current(A): '1e999'", ScratchRecord.RefusalOf(Start + "2,00:00:11,3.5,1e999\n"),
            StringComparison.Ordinal);
        Assert.True(double.IsNaN(ScratchRecord.RowsOf(Start + "2,00:00:11,,0\n")[1].VoltageV));
    }
}
