using System;

namespace EdgeLogger.Records.Table;

/// <summary>
/// Fields of one line, without spaces and quotes around them. A quoted field may hold the separator, not a line end.
/// </summary>
internal ref struct FieldScanner
{
    private readonly byte _separator;
    private ReadOnlySpan<byte> _rest;
    private bool _ended;

    public FieldScanner(ReadOnlySpan<byte> line, byte separator)
    {
        _rest = line;
        _separator = separator;
    }

    public bool TryNext(out ReadOnlySpan<byte> field)
    {
        field = default;
        if (_ended)
        {
            return false;
        }

        int end = _rest.IndexOf(_separator);
        field = (end < 0 ? _rest : _rest[..end]).Trim(" \t"u8);
        if (!field.IsEmpty && field[0] == '"')
        {
            field = Quoted(out end);
        }

        _ended = end < 0;
        _rest = end < 0 ? default : _rest[(end + 1)..];
        return true;
    }

    private readonly ReadOnlySpan<byte> Quoted(out int end)
    {
        int open = _rest.IndexOf((byte)'"');
        int close = open + 1;
        while (close < _rest.Length && (_rest[close] != '"' || (close + 1 < _rest.Length && _rest[close + 1] == '"')))
        {
            close += _rest[close] == '"' ? 2 : 1;
        }

        close = Math.Min(close, _rest.Length);
        int next = _rest[close..].IndexOf(_separator);
        end = next < 0 ? -1 : close + next;
        return _rest[(open + 1)..close].Trim(" \t"u8);
    }
}
