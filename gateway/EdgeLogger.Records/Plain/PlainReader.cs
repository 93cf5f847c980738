using System;
using System.Collections.Generic;
using System.Text;
using EdgeLogger.Records.Content;
using EdgeLogger.Records.Rows;
using EdgeLogger.Records.Table;

namespace EdgeLogger.Records.Plain;

/// <summary>
/// The project's own layout: a header that names time_s, voltage_V, current_A and possibly temperature_degC, in any order, then
/// rows separated by commas. An empty field is a reading that is not there (NaN), except the time.
/// </summary>
internal sealed class PlainReader : RecordReader
{
    private const int LongestQuotedText = 40;

    private readonly LineReader _lines;
    private readonly RecordColumns _columns;
    private readonly double _sign;
    private readonly List<string> _notes = [];
    private WrittenPlaces _places;
    private bool _any;
    private bool _endedEarly;

    /// <exception cref="RecordFormatException">A wanted column is missing or there twice.</exception>
    public PlainReader(LineReader lines, CurrentSign sign)
    {
        _lines = lines;
        _lines.TryRead(out ReadOnlySpan<byte> line);
        _columns = RecordColumns.Parse(Encoding.UTF8.GetString(line.StartsWith("\uFEFF"u8) ? line[3..] : line));
        _sign = sign == CurrentSign.DischargePositive ? -1 : 1;
        if (_sign < 0)
        {
            _notes.Add(StateSign.NegatedNote);
        }
    }

    public override string Format => "plain CSV";

    public override IReadOnlyList<string> Notes => _notes;

    public override long LineNumber => _lines.LineNumber;

    public override double CurrentResolutionA => _places.FinestA;

    public override bool TryRead(out RecordRow row)
    {
        while (_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (!line.Trim((byte)' ').IsEmpty && TryParseWhole(line, out row))
            {
                _any = true;
                return true;
            }
        }

        row = default;
        return false;
    }

    public override void Dispose() => _lines.Dispose();

    private bool TryParseWhole(ReadOnlySpan<byte> line, out RecordRow row)
    {
        try
        {
            row = Parse(line);
            return true;
        }
        catch (RecordFormatException) when (_any && (_lines.IsUnended || (_endedEarly && _lines.IsLast())))
        {
            _notes.Add(CutOffNote);
            row = default;
            return false;
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
                _endedEarly = true;
                throw new RecordFormatException(
                    $"the line ends before column {RecordColumns.Names[_columns.QuantityOf(_columns.Count - 1)]}.");
            }

            ReadOnlySpan<byte> rest = line[start..];
            int comma = rest.IndexOf((byte)',');
            ReadOnlySpan<byte> text = comma < 0 ? rest : rest[..comma];
            start += text.Length + 1;
            switch (_columns.QuantityOf(field))
            {
                case 0: time = Time(text); break;
                case 1: voltage = Number(text, 1); break;
                case 2:
                    current = Number(text, 2);
                    _places.Observe(text, (byte)'.', 1);
                    break;
                case 3: temperature = Number(text, 3); break;
                default: break;
            }
        }

        return new RecordRow(time, voltage, _sign * current, temperature);
    }

    private static double Time(ReadOnlySpan<byte> text)
    {
        double time = Number(text, 0);
        return double.IsNaN(time) ? throw NotANumber(text, 0) : time;
    }

    private static double Number(ReadOnlySpan<byte> text, int quantity)
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

    private static RecordFormatException NotANumber(ReadOnlySpan<byte> text, int quantity)
    {
        string shown = Encoding.UTF8.GetString(text[..Math.Min(text.Length, LongestQuotedText)]);
        return new RecordFormatException($"column {RecordColumns.Names[quantity]}: '{shown}' is not a number.");
    }
}
