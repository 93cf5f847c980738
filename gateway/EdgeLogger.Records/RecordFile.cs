using System;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace EdgeLogger.Records;

/// <summary>
/// A recorded cell: a CSV file, plain or gzip (told by its content), whose header names time_s, voltage_V, current_A and possibly
/// temperature_degC, in any order. Other columns are never read. An empty field is a reading that is not there (NaN), except the
/// time. Rows are streamed; nothing is allocated per row.
/// </summary>
public sealed class RecordFile : IDisposable
{
    private const int FileBufferBytes = 128 * 1024;
    private const int LongestQuotedText = 40;

    private readonly string _path;
    private readonly LineReader _lines;
    private readonly RecordColumns _columns;

    private RecordFile(string path, LineReader lines)
    {
        _path = path;
        _lines = lines;
        _columns = ReadHeader();
    }

    /// <summary>Opens a record and reads its header.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="RecordFormatException">It has not the columns of a record.</exception>
    public static RecordFile Open(string path)
    {
        Stream stream = OpenPlain(path);
        try
        {
            return new RecordFile(path, new LineReader(stream));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads the next row; blank lines are passed over.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="RecordFormatException">A number is malformed or a line is too short.</exception>
    public bool TryRead(out RecordRow row)
    {
        try
        {
            while (_lines.TryRead(out ReadOnlySpan<byte> line))
            {
                if (!line.Trim((byte)' ').IsEmpty)
                {
                    row = Parse(line);
                    return true;
                }
            }
        }
        catch (InvalidDataException damaged)
        {
            throw new RecordFormatException($"{_path}:{_lines.LineNumber}: the compressed data is damaged here: {damaged.Message}", damaged);
        }

        row = default;
        return false;
    }

    public void Dispose() => _lines.Dispose();

    private static Stream OpenPlain(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileBufferBytes, FileOptions.SequentialScan);
        bool zipped = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return zipped ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private RecordColumns ReadHeader()
    {
        try
        {
            _lines.TryRead(out ReadOnlySpan<byte> line);
            return RecordColumns.Parse(Encoding.UTF8.GetString(line.StartsWith("\uFEFF"u8) ? line[3..] : line));
        }
        catch (Exception wrong) when (wrong is RecordFormatException or InvalidDataException)
        {
            throw new RecordFormatException($"{_path}: {wrong.Message}", wrong);
        }
    }

    private RecordRow Parse(ReadOnlySpan<byte> line)
    {
        double time = double.NaN;
        double voltage = double.NaN;
        double current = double.NaN;
        double temperature = double.NaN;
        for (int field = 0, start = 0; field < _columns.Count; field++)
        {
            if (start > line.Length)
            {
                throw Wrong($"the line ends before column {RecordColumns.Names[_columns.QuantityOf(_columns.Count - 1)]}");
            }

            ReadOnlySpan<byte> rest = line[start..];
            int comma = rest.IndexOf((byte)',');
            ReadOnlySpan<byte> text = comma < 0 ? rest : rest[..comma];
            start += text.Length + 1;
            switch (_columns.QuantityOf(field))
            {
                case 0: time = Time(text); break;
                case 1: voltage = Number(text, 1); break;
                case 2: current = Number(text, 2); break;
                case 3: temperature = Number(text, 3); break;
                default: break;
            }
        }

        return new RecordRow(time, voltage, current, temperature);
    }

    private double Time(ReadOnlySpan<byte> text)
    {
        double time = Number(text, 0);
        return double.IsNaN(time) ? throw NotANumber(text, 0) : time;
    }

    private double Number(ReadOnlySpan<byte> text, int quantity)
    {
        if (DecimalNumber.TryParse(text, out double value))
        {
            return value;
        }

        ReadOnlySpan<byte> bare = text.Trim(" \t\""u8);
        if (bare.IsEmpty)
        {
            return double.NaN;
        }

        return DecimalNumber.TryParse(bare, out value) ? value : throw NotANumber(text, quantity);
    }

    private RecordFormatException NotANumber(ReadOnlySpan<byte> text, int quantity)
    {
        string shown = Encoding.UTF8.GetString(text[..Math.Min(text.Length, LongestQuotedText)]);
        return Wrong($"column {RecordColumns.Names[quantity]}: '{shown}' is not a number");
    }

    private RecordFormatException Wrong(string what) => new($"{_path}:{_lines.LineNumber}: {what}.");
}
