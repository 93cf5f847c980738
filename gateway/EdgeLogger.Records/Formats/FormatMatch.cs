using System;
using System.Collections.Generic;
using EdgeLogger.Records.Columns;

namespace EdgeLogger.Records.Formats;

/// <summary>Which columns of a header a format takes, or what it misses.</summary>
internal sealed class FormatMatch
{
    private readonly HeaderCell[] _cells;
    private readonly List<string> _missing = [];

    private FormatMatch(RecordFormat format, HeaderCell[] cells)
    {
        Format = format;
        _cells = cells;
    }

    public RecordFormat Format { get; }

    public TimeSource TimeSource { get; private set; }

    public UnitColumn Time { get; private set; }

    /// <summary>The date besides another time, against which that time's unit can be checked; -1 if there is none.</summary>
    public int DateField { get; private set; }

    public UnitColumn Voltage { get; private set; }

    public UnitColumn Current { get; private set; }

    public UnitColumn Temperature { get; private set; }

    public int StateField { get; private set; }

    /// <summary>Time, voltage and current are there, with their units, and so are the format's marks.</summary>
    public bool IsWhole => _missing.Count == 0;

    /// <summary>How close the header came, 0 to 4.</summary>
    public int Score { get; private set; }

    public static FormatMatch Of(RecordFormat format, HeaderCell[] cells)
    {
        var match = new FormatMatch(format, cells);
        match.FindTime();
        match.Voltage = match.Find(format.Voltage, Units.VoltageFactor, "voltage");
        match.Current = match.Find(format.Current, Units.CurrentFactor, "current");
        match.Temperature = match.FindTemperature();
        match.StateField = match.IndexOf(format.State);
        match.Note(format.IsMarked(cells), "the format's own columns");
        return match;
    }

    /// <summary>What the format wants and what of it is not there.</summary>
    public override string ToString() => $"{Format.Name} ({Format.Wanted}): missing {string.Join(", ", _missing)}";

    private void FindTime()
    {
        DateField = IndexOf(Format.Date);
        UnitColumn total = FindTimeIn(Format.TotalTime);
        UnitColumn step = FindTimeIn(Format.StepTime);
        (TimeSource, Time) = total.Exists ? (TimeSource.Total, total)
            : DateField >= 0 ? (TimeSource.Date, new UnitColumn(DateField, double.NaN, 0))
            : (TimeSource.Step, step);
        Note(Time.Exists, "time");
    }

    private UnitColumn FindTimeIn(ColumnChoice[] choices)
    {
        foreach (ColumnChoice choice in choices)
        {
            int field = IndexOf(choice.Name);
            if (field < 0)
            {
                continue;
            }

            string? unit = _cells[field].Unit ?? choice.DefaultUnit;
            if (unit is null || Units.TimeFactor(unit) is not null)
            {
                return new UnitColumn(field, unit is null ? double.NaN : Units.TimeFactor(unit)!.Value, 0);
            }
        }

        return UnitColumn.None;
    }

    private UnitColumn Find(ColumnChoice[] choices, Func<string, double?> factorOf, string quantity)
    {
        foreach (ColumnChoice choice in choices)
        {
            int field = IndexOf(choice.Name);
            string? unit = field < 0 ? null : _cells[field].Unit ?? choice.DefaultUnit;
            if (unit is not null && factorOf(unit) is double factor)
            {
                bool once = Array.FindLastIndex(
                    _cells, cell => cell.Name == choice.Name && cell.Unit == _cells[field].Unit) == field;
                Note(once, $"one {quantity} ({_cells[field].Text} is there twice)");
                return new UnitColumn(field, factor, 0);
            }
        }

        Note(false, $"{quantity} with its unit");
        return UnitColumn.None;
    }

    private UnitColumn FindTemperature()
    {
        foreach (string name in Format.Temperature)
        {
            int field = IndexOf(name);
            if (field >= 0 && Units.TemperatureOffset(_cells[field].Unit ?? "C") is double offset)
            {
                return new UnitColumn(field, 1, offset);
            }
        }

        return UnitColumn.None;
    }

    private int IndexOf(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            int field = Array.FindIndex(_cells, cell => cell.Name == name);
            if (field >= 0)
            {
                return field;
            }
        }

        return -1;
    }

    private void Note(bool found, string what)
    {
        if (found)
        {
            Score++;
        }
        else
        {
            _missing.Add(what);
        }
    }
}
