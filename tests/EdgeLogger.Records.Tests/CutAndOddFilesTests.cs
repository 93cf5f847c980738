using System;
using System.IO;
using System.Linq;
using System.Text;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Tests;

/// <summary>Files that stop in mid-line, and plain records as other programs save them.</summary>
public sealed class CutAndOddFilesTests
{
    private const string Arbin = "Data_Point,Test_Time(s),Current(A),Voltage(V)\n1,0,0.1,3.1\n2,10,0.1,3.2\n";
    private const string Plain = "time_s,voltage_V,current_A\n0,3.1,0.1\n10,3.2,0.1\n";

    [Theory]
    [InlineData(Plain + "20,3.")]
    [InlineData(Plain + "20,3.3\n")]
    [InlineData(Plain + "20,3.3,-")]
    [InlineData(Plain + "20\n\n \n")]
    [InlineData(Arbin + "3,20,0.")]
    [InlineData(Arbin + "3,20,0.1\r\n")]
    public void A_last_line_that_is_cut_off_is_left_out_and_reported(string text)
    {
        using var record = new ScratchRecord(text);
        Assert.Equal([0.0, 10.0], record.Rows().Select(row => row.TimeS));
        Assert.Contains(record.Notes, note => note.Contains("cut off", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Plain + "20,3.3\n30,3.4,0.1\n", ":4: the line ends before column current_A")]
    [InlineData(Plain + "20,3.x,0.1\n", ":4: column voltage_V: '3.x' is not a number")]
    [InlineData("time_s,voltage_V,current_A\n0,3.", ":2: the line ends before column current_A")]
    public void What_is_wrong_elsewhere_is_still_refused(string text, string expected)
    {
        Assert.Contains(expected, ScratchRecord.RefusalOf(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time_s;voltage_V;current_A\n0,5;3,71;0,1\n10,5;3,72;0,1\n")]
    [InlineData("time_s\tvoltage_V\tcurrent_A\n0.5\t3.71\t0.1\n10.5\t3.72\t0.1\n")]
    [InlineData("Time_s,Voltage_V,Current_A\n0.5,3.71,0.1\n10.5,3.72,0.1\n")]
    [InlineData("# saved by a script\ntime_s,voltage_V,current_mA\n0.5,3.71,100.0\n10.5,3.72,100.0\n")]
    [InlineData("time_s,voltage_V,current_A\r0.5,3.71,0.1\r10.5,3.72,0.1\r")]
    public void A_plain_record_may_have_other_separators_marks_cases_units_and_line_ends(string text)
    {
        using var record = new ScratchRecord(text);
        Assert.Equal([(0.5, 3.71, 0.1), (10.5, 3.72, 0.1)], record.Rows()
            .Select(row => (row.TimeS, row.VoltageV, Math.Round(row.CurrentA, 9))));
        Assert.Equal("plain CSV", record.Format);
    }

    [Fact]
    public void A_folder_is_called_one()
    {
        string path = Path.GetTempPath();
        Assert.Contains("this is a folder", Assert.Throws<RecordFormatException>(() => RecordFile.Open(path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_text_are_called_binary()
    {
        using var record = new ScratchRecord([.. Enumerable.Range(0, 4096).Select(i => (byte)i)]);
        Assert.Contains("binary", record.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_two_bytes_a_letter_is_read_with_and_without_a_mark()
    {
        using var marked = new ScratchRecord(Plain, Encoding.Unicode);
        Assert.Equal(2, marked.Rows().Count);
        using var bare = new ScratchRecord(Encoding.BigEndianUnicode.GetBytes(Plain));
        Assert.Equal(2, bare.Rows().Count);
    }
}
