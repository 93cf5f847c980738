using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Tests;

public sealed class RecordFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Columns_are_found_by_name_in_any_order_and_others_are_not_read()
    {
        List<RecordRow> rows = Read(
            "cycle,current_A,note,time_s,temperature_degC,voltage_V\nx,0.5,?,10,25.5,3.7\ny,-1e-3,?,20,,3.6\n");

        Assert.Equal(new RecordRow(10, 3.7, 0.5, 25.5), rows[0]);
        Assert.Equal(new RecordRow(20, 3.6, -0.001, double.NaN), rows[1]);
        Assert.Equal(2, rows.Count);
    }

    [Fact]
    public void Windows_line_ends_a_byte_order_mark_quotes_and_blank_lines_are_accepted()
    {
        List<RecordRow> rows = Read(
            "\uFEFF\"time_s\",\"voltage_V\" , \"current_A\",\"a, b\"\r\n1,2,3,4\r\n\r\n\"2\", 3 ,4,5\r\n\r\n  \r\n");

        Assert.Equal([new RecordRow(1, 2, 3, double.NaN), new RecordRow(2, 3, 4, double.NaN)], rows);
    }

    [Fact]
    public void A_last_line_without_an_end_is_read()
    {
        Assert.Single(Read("time_s,voltage_V,current_A\n1,2,3"));
    }

    [Fact]
    public void Gzip_is_recognised_by_content_not_by_name()
    {
        using (var zip = new GZipStream(File.Create(_path), CompressionLevel.Fastest))
        {
            zip.Write("time_s,voltage_V,current_A\n1,2,3\n"u8);
        }

        Assert.Equal([new RecordRow(1, 2, 3, double.NaN)], ReadRows());
    }

    [Fact]
    public void An_empty_reading_is_not_a_number_but_an_empty_time_is_an_error()
    {
        Assert.True(double.IsNaN(Read("time_s,voltage_V,current_A\n1,,3\n")[0].VoltageV));

        string message = Refusal("time_s,voltage_V,current_A\n,1,3\n");
        Assert.Contains(":2: column time_s: ''", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_of_another_shape_names_what_is_there_and_what_is_wanted()
    {
        string message = Refusal("Time,Voltage(V),Current(A)\n1,2,3\n");

        Assert.Contains("Time, Voltage(V), Current(A)", message, StringComparison.Ordinal);
        Assert.Contains("time_s, voltage_V and current_A", message, StringComparison.Ordinal);
        Assert.Contains(_path, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("time_s,voltage_V\n")]
    [InlineData("time_s,voltage_V,current_A,time_s\n")]
    public void A_header_without_each_wanted_column_once_is_refused(string text)
    {
        Assert.Contains("it has: ", Refusal(text), StringComparison.Ordinal);
    }

    [Fact]
    public void A_malformed_number_is_named_with_file_line_column_and_text()
    {
        string message = Refusal("time_s,voltage_V,current_A\n1,2,3\n\n2,3.4.5,1\n");

        Assert.Contains($"{_path}:4: column voltage_V: '3.4.5' is not a number", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_ends_too_early_is_refused()
    {
        Assert.Contains(":3: the line ends before column current_A", Refusal("time_s,voltage_V,current_A\n1,2,3\n2,3\n3,4,5\n"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_lines_is_refused_before_it_fills_the_memory()
    {
        Assert.Contains("not a CSV file", Refusal(new string('1', 1 << 20)), StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_compressed_data_is_refused_with_the_line()
    {
        byte[] zipped = Zip("time_s,voltage_V,current_A\n" + string.Concat(RandomLines(20_000)));
        zipped.AsSpan(zipped.Length / 2, 64).Fill(0xFF);
        File.WriteAllBytes(_path, zipped);

        Assert.Throws<RecordFormatException>(() => ReadRows());
    }

    private static IEnumerable<string> RandomLines(int count)
    {
        var random = new Random(3);
        for (int i = 0; i < count; i++)
        {
            yield return FormattableString.Invariant($"{i},{random.NextDouble()},{random.NextDouble()}\n");
        }
    }

    private static byte[] Zip(string text)
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }

    private string Refusal(string text)
    {
        File.WriteAllText(_path, text);
        return Assert.Throws<RecordFormatException>(() => ReadRows()).Message;
    }

    private List<RecordRow> Read(string text)
    {
        File.WriteAllText(_path, text);
        return ReadRows();
    }

    private List<RecordRow> ReadRows()
    {
        using var file = RecordFile.Open(_path);
        var rows = new List<RecordRow>();
        while (file.TryRead(out RecordRow row))
        {
            rows.Add(row);
        }

        return rows;
    }
}
