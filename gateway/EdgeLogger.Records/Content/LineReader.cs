using System;
using System.IO;
using EdgeLogger.Records.Rows;

namespace EdgeLogger.Records.Content;

/// <summary>Lines of a byte stream, without their ends, in a buffer of its own: no allocation per line.</summary>
internal sealed class LineReader : IDisposable
{
    private const int BufferBytes = 256 * 1024;

    private readonly Stream _stream;
    private readonly byte _lineEnd;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;
    private bool _ended;

    /// <param name="stream">UTF-8 or Latin-1.</param>
    /// <param name="lineEnd">Line feed; or carriage return, where a file has no line feeds.</param>
    public LineReader(Stream stream, byte lineEnd)
    {
        _stream = stream;
        _lineEnd = lineEnd;
    }

    /// <summary>Number of the line read last, from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Whether the line read last is the file's last and has no end: the writer may have been stopped in it.</summary>
    public bool IsUnended { get; private set; }

    /// <summary>Whether nothing but blanks follows the line read last, which is no longer valid after this.</summary>
    public bool IsLast()
    {
        while (!_ended && _buffer.AsSpan(_start, _end - _start).Trim(" \t\r\n"u8).IsEmpty)
        {
            _start = _end;
            Fill();
        }

        return _buffer.AsSpan(_start, _end - _start).Trim(" \t\r\n"u8).IsEmpty;
    }

    /// <summary>The next line, valid until the next call.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="RecordFormatException">A line is longer than the buffer: this is not text.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        int searched = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf(_lineEnd);
            if (length >= 0)
            {
                line = Trim(_buffer.AsSpan(_start, searched + length));
                _start += searched + length + 1;
                LineNumber++;
                return true;
            }

            searched = _end - _start;
            if (_ended)
            {
                line = Trim(_buffer.AsSpan(_start, searched));
                _start = _end;
                IsUnended = searched > 0;
                LineNumber += searched > 0 ? 1 : 0;
                return searched > 0;
            }

            Fill();
        }
    }

    public void Dispose() => _stream.Dispose();

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> line) => line.EndsWith("\r"u8) ? line[..^1] : line;

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
        {
            throw new RecordFormatException($"line {LineNumber + 1} is longer than {BufferBytes} bytes: this is not a CSV file.");
        }

        int read = _stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _ended = read == 0;
    }
}
