using System;
using System.Collections.Generic;
using System.Text;
using EdgeLogger.Records.Columns;
using EdgeLogger.Records.Content;
using EdgeLogger.Records.Formats;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Table;

/// <summary>Learns from the rows at the top what a header leaves open: the decimal mark, a time's unit, millivolts.</summary>
internal sealed class FirstRows
{
    private const int MostRows = 500;

    /// <summary>No cell has this voltage, so a number above it is in millivolts.</summary>
    private const double HighestCellVoltageV = 100;
    private const double LeastDateSpanS = 10;
    private const double UnitTolerance = 0.1;

    private readonly FoundHeader _header;
    private readonly List<string> _notes;
    private readonly List<string[]> _rows = [];

    public FirstRows(FileHead head, FoundHeader header, List<string> notes)
    {
        _header = header;
        _notes = notes;
        for (int line = header.Line + 1; line < head.Lines.Count && _rows.Count < MostRows; line++)
        {
            string[] fields = Split(head.Lines[line]);
            if (fields.Length > header.Match.Time.Field && fields[header.Match.Time.Field].Length > 0 && IsRecord(fields))
            {
                _rows.Add(fields);
            }
        }
    }

    public NumberStyle NumberStyle()
    {
        var probe = new NumberStyleProbe();
        FormatMatch match = _header.Match;
        foreach (string[] row in _rows)
        {
            AddTo(probe, row, match.TimeSource == TimeSource.Date ? -1 : match.Time.Field);
            AddTo(probe, row, match.Voltage.Field);
            AddTo(probe, row, match.Current.Field);
            AddTo(probe, row, match.Temperature.Field);
        }

        return probe.Result();
    }

    /// <summary>Seconds in a unit of the time column; where the header has no unit, found by comparison with the dates.</summary>
    /// <exception cref="RecordFormatException">Times are plain numbers of an unknown unit.</exception>
    public double TimeFactor(NumberStyle style)
    {
        FormatMatch match = _header.Match;
        if (!double.IsNaN(match.Time.Factor) || match.TimeSource == TimeSource.Date || _rows.Count == 0
            || _rows[0][match.Time.Field].Contains(':', StringComparison.Ordinal))
        {
            return match.Time.Factor;
        }

        double ratio = match.DateField < 0 || match.TimeSource != TimeSource.Total ? double.NaN : SecondsPerUnit(style);
        foreach ((double factor, string unit) in ((double, string)[])[(1, "seconds"), (60, "minutes"), (3600, "hours")])
        {
            if (Math.Abs(ratio / factor - 1) < UnitTolerance)
            {
                _notes.Add($"{_header.Cells[match.Time.Field].Text} is in {unit}, by comparison with "
                    + $"{_header.Cells[match.DateField].Text}");
                return factor;
            }
        }

        throw new RecordFormatException(
            $"column {_header.Cells[match.Time.Field].Text} has numbers ('{_rows[0][match.Time.Field]}') and no "
            + "unit, and no dates near the "
            + "top show it: export the time with its unit or as hh:mm:ss.");
    }

    /// <summary>Volts in a unit of the voltage column.</summary>
    public double VoltageFactor(NumberStyle style)
    {
        UnitColumn column = _header.Match.Voltage;
        if (!_header.Match.Format.MayHideMillivolts || column.Factor < 1 || _header.Match.Current.Factor == 1)
        {
            return column.Factor;
        }

        foreach (string[] row in _rows)
        {
            if (row.Length > column.Field && style.TryParse(Encoding.UTF8.GetBytes(row[column.Field]), out double value)
                && value > HighestCellVoltageV)
            {
                _notes.Add($"{_header.Cells[column.Field].Text} is in millivolts, as the current is in "
                    + $"milliamperes: '{row[column.Field]}'");
                return 1e-3;
            }
        }

        return column.Factor;
    }

    private static void AddTo(NumberStyleProbe probe, string[] row, int field)
    {
        if (field >= 0 && field < row.Length && !row[field].Contains(':', StringComparison.Ordinal))
        {
            probe.Add(row[field]);
        }
    }

    private double SecondsPerUnit(NumberStyle style)
    {
        var dates = new DateClock([]);
        double lastUnits = double.NaN;
        double lastS = double.NaN;
        double firstUnits = double.NaN;
        foreach (string[] row in _rows)
        {
            FormatMatch match = _header.Match;
            if (row.Length > match.DateField && dates.TryParse(Encoding.UTF8.GetBytes(row[match.DateField]), out double seconds)
                && style.TryParse(Encoding.UTF8.GetBytes(row[match.Time.Field]), out double units))
            {
                (lastS, lastUnits) = (seconds, units);
                firstUnits = double.IsNaN(firstUnits) ? units : firstUnits;
            }
        }

        return lastS >= LeastDateSpanS ? lastS / (lastUnits - firstUnits) : double.NaN;
    }

    private bool IsRecord(string[] fields)
    {
        for (int field = 0; field < _header.Indent; field++)
        {
            if (fields[field].Length > 0)
            {
                return false;
            }
        }

        return true;
    }

    private string[] Split(string line)
    {
        var fields = new List<string>();
        var scanner = new FieldScanner(Encoding.UTF8.GetBytes(line), (byte)_header.Separator);
        while (scanner.TryNext(out ReadOnlySpan<byte> field))
        {
            fields.Add(Encoding.UTF8.GetString(field));
        }

        return [.. fields];
    }
}
