using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using DuckDB.NET.Data;
using EdgeLogger.FrameLog;
using EdgeLogger.Results.Export;
using EdgeLogger.Results.Quantities;
using EdgeLogger.Results.Rows;

namespace EdgeLogger.Results.Parquet;

/// <summary>
/// Parquet, by DuckDB: rows go into a table on disk beside the file, which is then written in one go. Memory stays at DuckDB's
/// limit, however many rows there are.
/// </summary>
public sealed class ParquetRowWriter : IRowWriter
{
    private readonly string _path;
    private readonly string _table;
    private readonly string _provenance;
    private readonly DuckDBConnection _connection;
    private DuckDBAppender? _appender;
    private IDuckDBAppenderRow? _row;

    /// <param name="path">The file; overwritten.</param>
    /// <param name="provenance">What made the results in it: metadata of the file, under
    /// <see cref="ExportProvenance.ParquetKey"/>.</param>
    /// <exception cref="IOException">DuckDB cannot be used here, or the folder cannot be written.</exception>
    public ParquetRowWriter(string path, string provenance)
    {
        (_path, _provenance) = (path, provenance);
        _table = path + ".duckdb";
        DeleteTable();
        _connection = new DuckDBConnection($"DataSource={_table}");
        Try(() =>
        {
            _connection.Open();
            Run("SET memory_limit='256MB'");
        });
    }

    public void Begin(IReadOnlyList<ExportColumn> columns) => Try(() =>
    {
        Run($"CREATE TABLE rows({string.Join(", ", columns.Select(column => $"{Quoted(column.Name)} {TypeOf(column.Type)}"))})");
        _appender = _connection.CreateAppender("rows");
    });

    public void Number(double? value) =>
        Row().AppendValue(value is { } number && double.IsFinite(number) ? number : null);

    public void Whole(long? value) => Row().AppendValue(value);

    public void Flag(bool value) => Row().AppendValue(value);

    public void Text(string value) => Row().AppendValue(value);

    public void Utc(long? unixMs) =>
        Row().AppendValue(BelievableUtc.DateOrNone(unixMs)?.UtcDateTime);

    public void EndRow()
    {
        Row().EndRow();
        _row = null;
    }

    public void Complete() => Try(() =>
    {
        _appender?.Dispose();
        _appender = null;
        Run($"COPY rows TO {Literal(_path)} (FORMAT parquet, COMPRESSION zstd, "
            + $"KV_METADATA {{{ExportProvenance.ParquetKey}: {Literal(_provenance)}}})");
    });

    public void Dispose()
    {
        _appender?.Dispose();
        _connection.Dispose();
        DeleteTable();
    }

    private IDuckDBAppenderRow Row() => _row ??= _appender!.CreateRow();

    private void Run(string sql)
    {
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is DuckDBException or DllNotFoundException or TypeInitializationException)
        {
            throw new IOException($"DuckDB, which writes Parquet, cannot do it: {error.Message} CSV needs no DuckDB.", error);
        }
    }

    private void DeleteTable()
    {
        File.Delete(_table);
        File.Delete(_table + ".wal");
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Quoted(string name) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");

    private static string TypeOf(QuantityType type) => type switch
    {
        QuantityType.Number => "DOUBLE",
        QuantityType.Whole => "BIGINT",
        QuantityType.Flag => "BOOLEAN",
        QuantityType.Utc => "TIMESTAMP",
        _ => "VARCHAR",
    };
}
