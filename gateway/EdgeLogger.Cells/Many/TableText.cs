using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using EdgeLogger.Cells.Names;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace EdgeLogger.Cells.Many;

/// <summary>The rows of a table as texts: CSV with comma, semicolon or tabulator, or the first sheet of an XLSX file.</summary>
/// <param name="Rows">Its rows, the headings first. One without any text is null: numbers of rows are the file's.</param>
/// <param name="HasDecimalComma">Whether a comma within a number may be its decimal sign.</param>
internal sealed record TableText(IReadOnlyList<string[]?> Rows, bool HasDecimalComma)
{
    // A page of forty cells has forty; this is what one paste can be.
    private const int MostRows = 5000;
    private const int MostColumns = 200;

    // The reader of workbooks asks for a code page of Windows by its number, for files of before 2007, also where it reads none.
    static TableText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Reads a table.</summary>
    /// <param name="file">The file; what it is, its first bytes say.</param>
    /// <exception cref="CellBookException">It is not a table.</exception>
    public static TableText Read(Stream file)
    {
        using MemoryStream bytes = new();
        file.CopyTo(bytes);
        bytes.Position = 0;
        bool isWorkbook = bytes.Length > 1 && bytes.GetBuffer()[0] == 'P' && bytes.GetBuffer()[1] == 'K';
        return isWorkbook ? ReadSheet(bytes) : ReadText(bytes);
    }

    private static TableText ReadSheet(MemoryStream bytes)
    {
        try
        {
            using IExcelDataReader sheet = ExcelReaderFactory.CreateOpenXmlReader(bytes);
            List<string[]?> rows = [];
            while (sheet.Read())
            {
                Add(rows, [.. Enumerable.Range(0, sheet.FieldCount).Select(column => TextOf(sheet.GetValue(column)))]);
            }

            return new TableText(rows, HasDecimalComma: false);
        }
        catch (Exception error) when (error is ExcelReaderException or InvalidDataException or System.Xml.XmlException
            or ArgumentException or FormatException or NullReferenceException or IndexOutOfRangeException)
        {
            throw new CellBookException($"The workbook cannot be read: {error.Message} Save it again as XLSX, or as CSV.");
        }
    }

    private static string TextOf(object? value) => value switch
    {
        null => "",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim() ?? "",
    };

    private static TableText ReadText(MemoryStream bytes)
    {
        string text;
        try
        {
            using StreamReader reader = new(bytes, new UTF8Encoding(false, throwOnInvalidBytes: true));
            text = reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            throw new CellBookException("The table has letters that are not UTF-8. Save it as CSV UTF-8, or as XLSX.");
        }

        char[] signs = ['\t', ';', ','];
        int lineEnd = text.IndexOf('\n', StringComparison.Ordinal);
        string first = lineEnd < 0 ? text : text[..lineEnd];
        char separator = signs.MaxBy(sign => first.Count(letter => letter == sign));
        List<string[]?> rows = [];
        foreach (string[] row in Split(text, separator))
        {
            Add(rows, row);
        }

        return new TableText(rows, separator != ',');
    }

    private static void Add(List<string[]?> rows, string[] row)
    {
        if (rows.Count > MostRows || row.Length > MostColumns)
        {
            throw new CellBookException($"The table is too large: {MostRows} rows and {MostColumns} columns at most. Split it.");
        }

        rows.Add(Array.TrueForAll(row, text => text.Length == 0) ? null : row);
    }

    // RFC 4180: a text in quotes may have separators, line ends and doubled quotes.
    private static IEnumerable<string[]> Split(string text, char separator)
    {
        List<string> row = [];
        StringBuilder cell = new();
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char letter = text[i];
            if (isQuoted)
            {
                if (letter != '"')
                {
                    cell.Append(letter);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append(text[i++]);
                }
                else
                {
                    isQuoted = false;
                }
            }
            else if (letter == '"' && string.IsNullOrWhiteSpace(cell.ToString()))
            {
                cell.Clear();
                isQuoted = true;
            }
            else if (letter == separator || letter == '\n')
            {
                row.Add(cell.ToString().Trim());
                cell.Clear();
                if (letter == '\n')
                {
                    yield return [.. row];
                    row.Clear();
                }
            }
            else
            {
                cell.Append(letter);
            }
        }

        if (isQuoted)
        {
            throw new CellBookException("A quote of the table has no end. Close it, or leave it out.");
        }

        row.Add(cell.ToString().Trim());
        yield return [.. row];
    }
}
