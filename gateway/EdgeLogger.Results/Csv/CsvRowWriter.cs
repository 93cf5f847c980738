using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using EdgeLogger.FrameLog;
using EdgeLogger.Results.Rows;

namespace EdgeLogger.Results.Csv;

/// <summary>CSV, UTF-8, the header first. Names that a spreadsheet would run are neutralised (<see cref="CsvRow"/>).</summary>
public sealed class CsvRowWriter : IRowWriter
{
    private readonly StreamWriter _text;
    private readonly CsvRow _row = new();

    /// <param name="stream">Where to; left open.</param>
    public CsvRowWriter(Stream stream) =>
        _text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024, leaveOpen: true);

    public void Begin(IReadOnlyList<ExportColumn> columns)
    {
        foreach (ExportColumn column in columns)
        {
            _row.Add(column.Name);
        }

        EndRow();
    }

    public void Number(double? value) => _row.Add(value);

    public void Whole(long? value) => _row.Add(value);

    public void Flag(bool value) => _row.Add(value);

    public void Text(string value) => _row.Add(value);

    public void Utc(long? unixMs) => _row.Add(
        BelievableUtc.DateOrNone(unixMs)?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) ?? "");

    public void EndRow() => _text.Write(_row.End());

    public void Complete() => _text.Flush();

    public void Dispose() => _text.Dispose();
}
