using System;
using System.Globalization;

namespace EdgeLogger.Sinks.LineProtocol;

/// <summary>
/// Writes points as InfluxDB line protocol into one buffer that is used again. Allocates nothing once the buffer has grown to the
/// size of a batch. A point is <see cref="Begin(string)"/>, tags, fields, <see cref="End"/>; one line ends at its newline and
/// nowhere else, whatever its names hold (<see cref="LineText"/>).
/// </summary>
public sealed class LineProtocolWriter
{
    // Shortest round-trip digits of a double, or of a long with its 'i'.
    private const int NumberLength = 32;

    private byte[] _buffer = new byte[64 * 1024];
    private int _end;
    private int _fields;

    /// <summary>Whole points in the buffer.</summary>
    public int Points { get; private set; }

    /// <summary>Bytes of the whole points.</summary>
    public int Length { get; private set; }

    /// <summary>The whole points, one a line. Valid until the next point is begun.</summary>
    public ReadOnlyMemory<byte> Batch => _buffer.AsMemory(0, Length);

    /// <summary>Empties the buffer.</summary>
    public void Clear()
    {
        Points = 0;
        Length = 0;
        _end = 0;
    }

    /// <summary>Begins a point. A point that was begun and not ended is forgotten.</summary>
    public LineProtocolWriter Begin(string measurement)
    {
        ArgumentException.ThrowIfNullOrEmpty(measurement);
        _end = Length;
        _fields = 0;
        Reserve(LineText.Longest(measurement));
        _end += LineText.WriteMeasurement(measurement, _buffer.AsSpan(_end));
        return this;
    }

    /// <summary>
    /// Begins a point of a series whose measurement and tags have been written before (<see cref="SeriesKey"/>).
    /// </summary>
    public LineProtocolWriter Begin(ReadOnlySpan<byte> seriesKey)
    {
        _end = Length;
        _fields = 0;
        Reserve(seriesKey.Length);
        seriesKey.CopyTo(_buffer.AsSpan(_end));
        _end += seriesKey.Length;
        return this;
    }

    /// <summary>
    /// Measurement and tags of the point that was begun, as they stand in its line: to begin more points of the series.
    /// </summary>
    public byte[] SeriesKey() => _fields == 0
        ? _buffer[Length.._end]
        : throw new InvalidOperationException("A series key is taken before the first field.");

    /// <summary>Adds a tag. Line protocol has no empty tag: a tag without a value is left out.</summary>
    public LineProtocolWriter Tag(string key, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (_fields > 0)
        {
            throw new InvalidOperationException("Tags come before fields.");
        }

        if (!string.IsNullOrEmpty(value))
        {
            Put((byte)',');
            PutText(key);
            Put((byte)'=');
            PutText(value);
        }

        return this;
    }

    /// <summary>Adds a field. Line protocol has no number that is none: NaN and infinities are left out.</summary>
    public LineProtocolWriter Field(string key, double value)
    {
        if (double.IsFinite(value))
        {
            PutFieldKey(key);
            Reserve(NumberLength);
            value.TryFormat(_buffer.AsSpan(_end), out int written, default, CultureInfo.InvariantCulture);
            _end += written;
        }

        return this;
    }

    /// <summary>Adds a measured value: ten significant digits. NaN and infinities are left out.</summary>
    /// <param name="plainKey">Its name in UTF-8, which holds nothing that has to be escaped.</param>
    /// <param name="value">Its value.</param>
    public LineProtocolWriter Measured(ReadOnlySpan<byte> plainKey, double value)
    {
        if (double.IsFinite(value))
        {
            Reserve(plainKey.Length + NumberLength + 2);
            Span<byte> rest = _buffer.AsSpan(_end);
            rest[0] = _fields++ == 0 ? (byte)' ' : (byte)',';
            plainKey.CopyTo(rest[1..]);
            rest[plainKey.Length + 1] = (byte)'=';
            _end += plainKey.Length + 2 + DecimalText.Write(value, rest[(plainKey.Length + 2)..]);
        }

        return this;
    }

    /// <summary>Adds a field unless there is no value.</summary>
    public LineProtocolWriter Field(string key, double? value) => value is { } known ? Field(key, known) : this;

    /// <summary>Adds a field of whole numbers.</summary>
    public LineProtocolWriter Field(string key, long value)
    {
        PutFieldKey(key);
        Reserve(NumberLength);
        value.TryFormat(_buffer.AsSpan(_end), out int written, default, CultureInfo.InvariantCulture);
        _end += written;
        Put((byte)'i');
        return this;
    }

    /// <summary>Ends the point.</summary>
    /// <param name="utcMs">Its time, Unix ms.</param>
    /// <returns>Whether it is in the buffer: a point without a field is not.</returns>
    public bool End(long utcMs)
    {
        if (_fields == 0)
        {
            _end = Length;
            return false;
        }

        Put((byte)' ');
        Reserve(NumberLength);
        utcMs.TryFormat(_buffer.AsSpan(_end), out int written, default, CultureInfo.InvariantCulture);
        _end += written;
        Put((byte)'\n');
        Length = _end;
        Points++;
        _fields = 0;
        return true;
    }

    private void PutFieldKey(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        Put(_fields++ == 0 ? (byte)' ' : (byte)',');
        PutText(key);
        Put((byte)'=');
    }

    private void PutText(string text)
    {
        Reserve(LineText.Longest(text));
        _end += LineText.Write(text, _buffer.AsSpan(_end));
    }

    private void Put(byte value)
    {
        Reserve(1);
        _buffer[_end++] = value;
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - _end < bytes)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _end + bytes));
        }
    }
}
