using System;
using System.Globalization;
using System.Text;

namespace EdgeLogger.Results.Csv;

/// <summary>
/// One line of CSV (RFC 4180): invariant numbers that read back to the same double, text that no spreadsheet takes for a formula.
/// </summary>
public sealed class CsvRow
{
    private readonly StringBuilder _line = new();
    private bool _begun;

    public CsvRow Add(double? number) =>
        Cell(number is { } value && double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "");

    public CsvRow Add(long? number) => Cell(number?.ToString(CultureInfo.InvariantCulture) ?? "");

    public CsvRow Add(bool value) => Cell(value ? "true" : "false");

    public CsvRow Add(string text)
    {
        // A spreadsheet runs a cell that begins so; after an apostrophe it is text.
        string safe = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return Cell(safe.AsSpan().ContainsAny(",\"\r\n") ? "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal)
            + "\"" : safe);
    }

    /// <summary>The line with its end; the row is empty afterwards.</summary>
    public string End()
    {
        string line = _line.Append('\n').ToString();
        _line.Clear();
        _begun = false;
        return line;
    }

    private CsvRow Cell(string text)
    {
        if (_begun)
        {
            _line.Append(',');
        }

        _begun = true;
        _line.Append(text);
        return this;
    }
}
