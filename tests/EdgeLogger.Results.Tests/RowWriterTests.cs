using System;
using System.Collections.Generic;
using System.IO;
using EdgeLogger.Files;
using EdgeLogger.Results.Csv;
using EdgeLogger.Results.Parquet;
using EdgeLogger.Results.Quantities;
using EdgeLogger.Results.Rows;

namespace EdgeLogger.Results.Tests;

/// <summary>What is written is read back by DuckDB.</summary>
public sealed class RowWriterTests : IDisposable
{
    private static readonly ExportColumn[] Columns =
    [
        new("name", QuantityType.Text), new("value", QuantityType.Number), new("count", QuantityType.Whole),
        new("yes", QuantityType.Flag),
        new("utc", QuantityType.Utc),
    ];

    private static readonly string[] Names =
        ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "plain", "a,b", "quote\"", "new\nline", "Grüße-電池",
            "'; DROP TABLE rows; --"];

    private readonly string _directory = Directory.CreateTempSubdirectory("export-rows-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Parquet_holds_what_was_written_to_the_last_bit()
    {
        string path = Path.Combine(_directory, "it's.parquet");
        using (ParquetRowWriter writer = new(path, "{}"))
        {
            WriteAll(writer);
        }

        AssertSame(Read($"read_parquet('{path.Replace("'", "''", StringComparison.Ordinal)}')"), name => name);
        Assert.Equal([path], Directory.GetFiles(_directory));
    }

    [Fact]
    public void Csv_holds_what_was_written_and_no_name_is_a_formula()
    {
        string path = Path.Combine(_directory, "rows.csv");
        using (FileStream file = File.Create(path))
        using (CsvRowWriter writer = new(file))
        {
            WriteAll(writer);
        }

        AssertSame(Read($"read_csv('{path}', header=true, nullstr='', quote='\"', escape='\"', "
            + $"types={{'name':'VARCHAR','value':'DOUBLE','count':'BIGINT','yes':'BOOLEAN','utc':'TIMESTAMP'}})"),
            name => "=+-@\t\r".Contains(name[0], StringComparison.Ordinal) ? "'" + name : name);
    }

    [Fact]
    public void Negative_numbers_are_not_formulas()
    {
        CsvRow row = new();
        Assert.Equal("-0.5,-3,'-x\n", row.Add(-0.5).Add(-3).Add("-x").End());
    }

    [Fact]
    public void A_file_that_could_not_be_finished_leaves_nothing()
    {
        string path = Path.Combine(_directory, "half.csv");
        Assert.Throws<OperationCanceledException>(() => AtomicFile.Write(path, unfinished =>
        {
            File.WriteAllText(unfinished, "half");
            throw new OperationCanceledException();
        }));
        Assert.Empty(Directory.GetFiles(_directory));
    }

    private static void WriteAll(IRowWriter writer)
    {
        writer.Begin(Columns);
        for (int i = 0; i < 5000; i++)
        {
            writer.Text(Names[i % Names.Length]);
            writer.Number(i % 7 == 0 ? double.NaN : Math.PI * (i - 2500));
            writer.Whole(i - 2500);
            writer.Flag(i % 2 == 0);
            writer.Utc(i % 5 == 0 ? null : 1_700_000_000_123 + i);
            writer.EndRow();
        }

        writer.Complete();
    }

    private static void AssertSame(List<object[]> rows, Func<string, string> written)
    {
        Assert.Equal(5000, rows.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            Assert.Equal(written(Names[i % Names.Length]), rows[i][0]);
            Assert.Equal(i % 7 == 0 ? DBNull.Value : Math.PI * (i - 2500), rows[i][1]);
            Assert.Equal(i - 2500L, rows[i][2]);
            Assert.Equal(i % 2 == 0, rows[i][3]);
            Assert.Equal(i % 5 == 0 ? DBNull.Value : DateTimeOffset.FromUnixTimeMilliseconds(
                1_700_000_000_123 + i).UtcDateTime, rows[i][4]);
        }
    }

    private static List<object[]> Read(string source) => Duck.Rows($"SELECT name, value, count, yes, utc FROM {source}");
}
