using System;
using System.Collections.Generic;
using System.Text;
using EdgeLogger.Records.Content;
using EdgeLogger.Records.Formats;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Table;

/// <summary>Reads the rows under the header of a cycler's export, one at a time.</summary>
internal sealed class TableReader : RecordReader
{
    private const double AbsoluteZeroDegC = -273.15;
    private const int LongestQuotedText = 40;

    private readonly LineReader _lines;
    private readonly FoundHeader _header;
    private readonly FormatMatch _match;
    private readonly List<string> _notes = [];
    private readonly Role[] _roles;
    private readonly int _indent;
    private readonly int _lastNeeded;
    private readonly NumberStyle _style;
    private readonly TimeColumn _time;
    private readonly StateSign? _state;
    private readonly SignWitness? _witness;
    private readonly double _voltageFactor;
    private readonly double _currentFactor;
    private WrittenPlaces _places;
    private bool _any;
    private bool _endedEarly;
    private double _lastTimeS = double.NegativeInfinity;
    private long _backwardSteps;
    private long _firstBackwardLine;

    private TableReader(FileHead head, FoundHeader header, LineReader lines, CurrentSign sign)
    {
        _lines = lines;
        _header = header;
        _match = header.Match;
        _indent = header.Indent;
        var first = new FirstRows(head, header, _notes);
        _style = first.NumberStyle();
        _time = new TimeColumn(_match.TimeSource, first.TimeFactor(_style), _style, _notes);
        _voltageFactor = first.VoltageFactor(_style);
        _currentFactor = sign == CurrentSign.DischargePositive ? -_match.Current.Factor : _match.Current.Factor;
        _witness = sign == CurrentSign.FromFormat ? new SignWitness() : null;
        _state = _match.StateField < 0 || sign == CurrentSign.DischargePositive
            ? null
            : new StateSign(header.Cells[_match.StateField].Text, _notes);
        if (sign == CurrentSign.DischargePositive)
        {
            _notes.Add(StateSign.NegatedNote);
        }

        _roles = RolesOf(_match, _state is not null);
        _lastNeeded = Math.Max(_match.Time.Field, Math.Max(_match.Voltage.Field, _match.Current.Field));
    }

    private enum Role : byte
    {
        None,
        Time,
        Voltage,
        Current,
        Temperature,
        State,
    }

    public override string Format => _match.Format.Name;

    public override IReadOnlyList<string> Notes => _notes;

    public override long LineNumber => _lines.LineNumber;

    public override double CurrentResolutionA => _places.FinestA;

    /// <exception cref="RecordFormatException">The file is of no known format.</exception>
    public static TableReader Open(FileHead head, LineReader lines, CurrentSign sign)
    {
        FoundHeader header = HeaderSearch.Find(head.Lines);
        var reader = new TableReader(head, header, lines, sign);
        for (int line = 0; line <= header.Line; line++)
        {
            lines.TryRead(out _);
        }

        return reader;
    }

    public override bool TryRead(out RecordRow row)
    {
        while (_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (!line.Trim(" \t,;\""u8).IsEmpty && TryParseWhole(line, out row))
            {
                _any = true;
                _witness?.Add(row.VoltageV, row.CurrentA);
                CountBackwardStep(row.TimeS);
                return true;
            }
        }

        row = default;
        Conclude();
        return false;
    }

    public override void Dispose() => _lines.Dispose();

    private void CountBackwardStep(double timeS)
    {
        if (timeS < _lastTimeS && _backwardSteps++ == 0)
        {
            _firstBackwardLine = _lines.LineNumber;
        }

        _lastTimeS = timeS;
    }

    private void Conclude()
    {
        if (_backwardSteps > 0)
        {
            _notes.Add($"the time steps back {_backwardSteps} times, first in line {_firstBackwardLine}");
            _backwardSteps = 0;
        }

        if (_witness?.Objection() is string objection)
        {
            throw new RecordFormatException(objection);
        }

        if (!_any && _indent > 0)
        {
            throw new RecordFormatException(
                $"there is no record indented by {_indent} empty fields, as the header in line {_header.Line + 1} is.");
        }
    }

    private static Role[] RolesOf(FormatMatch match, bool state)
    {
        int last = Math.Max(match.Time.Field, Math.Max(match.Voltage.Field, match.Current.Field));
        last = Math.Max(last, Math.Max(match.Temperature.Field, state ? match.StateField : -1));
        var roles = new Role[last + 1];
        if (match.Temperature.Exists)
        {
            roles[match.Temperature.Field] = Role.Temperature;
        }

        if (state)
        {
            roles[match.StateField] = Role.State;
        }

        roles[match.Time.Field] = Role.Time;
        roles[match.Voltage.Field] = Role.Voltage;
        roles[match.Current.Field] = Role.Current;
        return roles;
    }

    private bool TryParseWhole(ReadOnlySpan<byte> line, out RecordRow row)
    {
        try
        {
            return TryParse(line, out row);
        }
        catch (RecordFormatException) when (_any && (_lines.IsUnended || (_endedEarly && _lines.IsLast())))
        {
            _notes.Add(CutOffNote);
            row = default;
            return false;
        }
    }

    /// <returns>False for the row of a step or cycle above nested records.</returns>
    private bool TryParse(ReadOnlySpan<byte> line, out RecordRow row)
    {
        double time = double.NaN;
        double voltage = double.NaN;
        double current = double.NaN;
        double temperature = double.NaN;
        ReadOnlySpan<byte> state = default;
        var fields = new FieldScanner(line, (byte)_header.Separator);
        for (int field = 0; field < _roles.Length; field++)
        {
            if (!fields.TryNext(out ReadOnlySpan<byte> text))
            {
                RefuseShort(field);
                break;
            }

            if (field < _indent && !text.IsEmpty)
            {
                row = default;
                return false;
            }

            switch (_roles[field])
            {
                case Role.Time: time = Time(text); break;
                case Role.Voltage: voltage = Number(text, field) * _voltageFactor; break;
                case Role.Current:
                    current = Number(text, field) * _currentFactor;
                    _places.Observe(text, _style.DecimalMark, _currentFactor);
                    break;
                case Role.Temperature: temperature = Temperature(text); break;
                case Role.State: state = text; break;
                default: break;
            }
        }

        if (_state is not null)
        {
            current = _state.Apply(current, _match.Format.DirectionOf(state), state);
        }

        row = new RecordRow(time, voltage, current, temperature);
        return true;
    }

    private void RefuseShort(int field)
    {
        if (field <= _lastNeeded)
        {
            _endedEarly = true;
            throw new RecordFormatException($"the line ends before column {_header.Cells[_lastNeeded].Text}.");
        }
    }

    private double Time(ReadOnlySpan<byte> text) =>
        _time.TryRead(text, out double seconds) ? seconds : throw Malformed(text, _match.Time.Field, "a time");

    private double Number(ReadOnlySpan<byte> text, int field) =>
        _style.TryParse(text, out double value) ? value : throw Malformed(text, field, "a number");

    /// <summary>Cyclers write impossible temperatures, or words, where no sensor is connected; neither spoils a row.</summary>
    private double Temperature(ReadOnlySpan<byte> text)
    {
        double value = _style.TryParse(text, out double read) ? read + _match.Temperature.Offset : double.NaN;
        return value < AbsoluteZeroDegC ? double.NaN : value;
    }

    private RecordFormatException Malformed(ReadOnlySpan<byte> text, int field, string what)
    {
        string shown = Encoding.UTF8.GetString(text[..Math.Min(text.Length, LongestQuotedText)]);
        return new RecordFormatException($"column {_header.Cells[field].Text}: '{shown}' is not {what}.");
    }
}
