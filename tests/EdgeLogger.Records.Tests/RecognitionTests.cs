using System;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace EdgeLogger.Records.Tests;

public sealed class RecognitionTests
{
    [Theory]
    [InlineData("\0\u0001\0\0Standard Jet DB\0", "Arbin")]
    [InlineData("NEWARE20220303\0\0", ".nda")]
    [InlineData("BIO-LOGIC MODULAR FILE\u001a", ".mpr")]
    [InlineData("PK\u0003\u0004\u0014\0\0\0xxxxxxxxxxxxVersionInfo.xml", ".ndax")]
    [InlineData("PK\u0003\u0004\u0014\0\0\0xxxxxxxxxxxxdata.ndc", ".ndax")]
    [InlineData("PK\u0003\u0004\u0014\0\0\0xxxxxxxxxxxx[Content_Types].xml", ".xlsx")]
    [InlineData("PK\u0003\u0004\u0014\0\0\0xxxxxxxxxxxxcell.csv", "ZIP")]
    [InlineData("PAR1\u0015", "binary")]
    [InlineData("\u0001\u0002\u0003\0\0\0\0\u0009", "binary")]
    public void Binary_files_are_named_with_the_export_to_use(string bytes, string expected)
    {
        byte[] content = Encoding.Latin1.GetBytes(bytes);
        using var plain = new ScratchRecord(content);
        using var zipped = new ScratchRecord(Zip(content));

        Assert.Contains("FILE: this is ", plain.Refusal(), StringComparison.Ordinal);
        Assert.Contains(expected, plain.Refusal(), StringComparison.Ordinal);
        Assert.Contains(expected, zipped.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Old_excel_workbooks_are_named()
    {
        using var record = new ScratchRecord([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]);

        Assert.Contains(".xls", record.Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_something_else_is_refused_with_its_columns_and_all_that_is_wanted()
    {
        string message = ScratchRecord.RefusalOf("name,colour,size\na,b,1\n");

        Assert.Contains("time_s, voltage_V and current_A", message, StringComparison.Ordinal);
        Assert.Contains("Arbin, Neware, Maccor, BioLogic, Landt, PEC and the Battery Data Format", message,
            StringComparison.Ordinal);
        Assert.Contains("it has: name, colour, size", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_came_close_is_reported_with_what_it_lacks_and_in_which_line()
    {
        string message = ScratchRecord.RefusalOf(
            "EC-Lab ASCII FILE\nNb header lines : 3\nmode\ttime/s\tEwe/V\tcontrol/mA\n1\t1\t3\t0\n");

        Assert.Contains("close came BioLogic (time/s, Ecell/V or Ewe/V, and I/mA or <I>/mA): missing current with its unit",
            message, StringComparison.Ordinal);
        Assert.Contains("Line 3", message, StringComparison.Ordinal);
        Assert.Contains("it has: mode, time/s, Ewe/V, control/mA", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_there_twice_is_refused()
    {
        Assert.Contains("Voltage(V) is there twice",
            ScratchRecord.RefusalOf("DataPoint,Total Time,Voltage(V),Voltage(V),Current(A)\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Units_that_are_not_known_are_not_guessed()
    {
        Assert.Contains("missing current with its unit", ScratchRecord.RefusalOf(
            "DataPoint,Total Time,Voltage(V),Current(C-rate)\n1,00:00:01,3,1\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_plain_layout_says_its_name()
    {
        using var record = new ScratchRecord("time_s,voltage_V,current_A\n1,2,3\n");
        record.Rows();

        Assert.Equal("plain CSV", record.Format);
        Assert.Empty(record.Notes);
    }

    private static byte[] Zip(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            zip.Write(content);
        }

        return bytes.ToArray();
    }
}
