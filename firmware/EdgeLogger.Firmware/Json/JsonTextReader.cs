using System.Text;

namespace EdgeLogger.Firmware.Json;

/// <summary>Reads one JSON text, from its opening quote to its closing one.</summary>
internal sealed class JsonTextReader
{
    private readonly byte[] _json;
    private readonly int _end;
    private byte[] _utf8 = new byte[0];
    private int _length;

    public JsonTextReader(byte[] json, int at, int end)
    {
        _json = json;
        At = at;
        _end = end;
    }

    /// <summary>Behind the closing quote, after success.</summary>
    public int At { get; private set; }

    public string Text { get; private set; } = "";

    public bool TryRead()
    {
        int start = ++At;
        while (At < _end && _json[At] != '"' && _json[At] != '\\')
        {
            if (_json[At++] < ' ')
            {
                return false;
            }
        }

        if (At < _end && _json[At] == '"')
        {
            Text = Encoding.UTF8.GetString(_json, start, At - start);
            At++;
            return true;
        }

        return TryReadEscaped(start);
    }

    // There is an escape in it: the text is put together in a buffer of its own.
    private bool TryReadEscaped(int start)
    {
        _length = At - start;
        _utf8 = new byte[TextLength(start)];
        System.Array.Copy(_json, start, _utf8, 0, _length);
        while (At < _end && _json[At] != '"')
        {
            byte c = _json[At++];
            if (c < ' ' || (c == '\\' && !TryReadEscape()))
            {
                return false;
            }

            if (c != '\\')
            {
                _utf8[_length++] = c;
            }
        }

        if (At >= _end)
        {
            return false;
        }

        At++;
        Text = Encoding.UTF8.GetString(_utf8, 0, _length);
        return true;
    }

    // An escape never takes more bytes than it is written with.
    private int TextLength(int start)
    {
        int at = start;
        while (at < _end && _json[at] != '"')
        {
            at += _json[at] == '\\' ? 2 : 1;
        }

        return (at < _end ? at : _end) - start;
    }

    private bool TryReadEscape()
    {
        if (At >= _end)
        {
            return false;
        }

        byte c = _json[At++];
        switch (c)
        {
            case (byte)'"':
            case (byte)'\\':
            case (byte)'/':
                _utf8[_length++] = c;
                return true;
            case (byte)'b':
                _utf8[_length++] = 8;
                return true;
            case (byte)'t':
                _utf8[_length++] = 9;
                return true;
            case (byte)'n':
                _utf8[_length++] = 10;
                return true;
            case (byte)'f':
                _utf8[_length++] = 12;
                return true;
            case (byte)'r':
                _utf8[_length++] = 13;
                return true;
            case (byte)'u':
                return TryReadCodePoint();
            default:
                return false;
        }
    }

    private bool TryReadCodePoint()
    {
        int unit = ReadHex();
        if (unit < 0x800)
        {
            return unit >= 0 && Put(unit);
        }

        if (unit < 0xD800 || unit > 0xDFFF)
        {
            return Put(unit);
        }

        // A pair: the second half must follow.
        if (unit > 0xDBFF || _end - At < 6 || _json[At] != '\\' || _json[At + 1] != 'u')
        {
            return false;
        }

        At += 2;
        int low = ReadHex();
        return low >= 0xDC00 && low <= 0xDFFF && Put(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
    }

    private int ReadHex()
    {
        if (_end - At < 4)
        {
            return -1;
        }

        int value = 0;
        for (int i = 0; i < 4; i++)
        {
            int digit = HexText.Digit((char)_json[At++]);
            if (digit < 0)
            {
                return -1;
            }

            value = (value << 4) + digit;
        }

        return value;
    }

    private bool Put(int codePoint)
    {
        if (codePoint < 0x80)
        {
            _utf8[_length++] = (byte)codePoint;
            return true;
        }

        if (codePoint < 0x800)
        {
            _utf8[_length++] = (byte)(0xC0 | (codePoint >> 6));
        }
        else
        {
            if (codePoint < 0x10000)
            {
                _utf8[_length++] = (byte)(0xE0 | (codePoint >> 12));
            }
            else
            {
                _utf8[_length++] = (byte)(0xF0 | (codePoint >> 18));
                _utf8[_length++] = (byte)(0x80 | ((codePoint >> 12) & 0x3F));
            }

            _utf8[_length++] = (byte)(0x80 | ((codePoint >> 6) & 0x3F));
        }

        _utf8[_length++] = (byte)(0x80 | (codePoint & 0x3F));
        return true;
    }
}
