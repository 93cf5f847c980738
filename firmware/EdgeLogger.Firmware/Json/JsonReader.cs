using System.Text;

namespace EdgeLogger.Firmware.Json;

/// <summary>
/// Reads JSON (RFC 8259) token by token out of a buffer, without a tree: the interpreter's heap is small, and no JSON library is
/// there for both flavours. Once <see cref="JsonToken.Bad"/> or <see cref="JsonToken.End"/>, always so.
/// </summary>
public sealed class JsonReader
{
    /// <summary>Objects and arrays within one another.</summary>
    public const int MaxDepth = 8;

    private readonly byte[] _json;
    private readonly int _end;
    private readonly bool[] _isObject = new bool[MaxDepth];
    private int _at;
    private int _depth;
    private bool _wantsValue = true;
    private bool _afterComma;

    /// <summary>Stands before the first token.</summary>
    public JsonReader(byte[] json, int offset, int length)
    {
        _json = json;
        _at = offset;
        _end = offset + length;
    }

    /// <summary>The token it stands on.</summary>
    public JsonToken Token { get; private set; }

    /// <summary>Of a name or a text: its characters; of a number: its digits as they stand there.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Where the next token is looked for, bytes from the buffer's start.</summary>
    public int Offset => _at;

    /// <summary>Goes to the next token.</summary>
    public JsonToken Next()
    {
        if (Token != JsonToken.Bad && Token != JsonToken.End)
        {
            Token = Read();
        }

        return Token;
    }

    private JsonToken Read()
    {
        SkipSpace();
        if (_depth == 0 && !_wantsValue)
        {
            return _at == _end ? JsonToken.End : JsonToken.Bad;
        }

        if (_at == _end)
        {
            return JsonToken.Bad;
        }

        byte c = _json[_at];
        if (_wantsValue)
        {
            return c == ']' && _depth > 0 && !_isObject[_depth - 1] && !_afterComma ? Close(']') : ReadValue(c);
        }

        return _isObject[_depth - 1] ? ReadInObject(c) : ReadInArray(c);
    }

    private JsonToken ReadInObject(byte c)
    {
        if (c == '}' && !_afterComma)
        {
            return Close('}');
        }

        if (!ReadComma(ref c) || c != '"' || !TryReadText())
        {
            return JsonToken.Bad;
        }

        SkipSpace();
        if (_at == _end || _json[_at] != ':')
        {
            return JsonToken.Bad;
        }

        _at++;
        _wantsValue = true;
        _afterComma = true;
        return JsonToken.Name;
    }

    private JsonToken ReadInArray(byte c)
    {
        if (c == ']')
        {
            return Close(']');
        }

        return ReadComma(ref c) ? ReadValue(c) : JsonToken.Bad;
    }

    // Between members of an object and items of an array; before the first there is none.
    private bool ReadComma(ref byte c)
    {
        bool isFirst = Token == JsonToken.BeginObject;
        if (isFirst)
        {
            return true;
        }

        if (c != ',')
        {
            return false;
        }

        _at++;
        SkipSpace();
        if (_at == _end)
        {
            return false;
        }

        c = _json[_at];
        return true;
    }

    private JsonToken ReadValue(byte c)
    {
        _wantsValue = false;
        _afterComma = false;
        switch (c)
        {
            case (byte)'{':
                return Open(true);
            case (byte)'[':
                return Open(false);
            case (byte)'"':
                return TryReadText() ? JsonToken.Text : JsonToken.Bad;
            case (byte)'t':
                return TryReadWord("true") ? JsonToken.True : JsonToken.Bad;
            case (byte)'f':
                return TryReadWord("false") ? JsonToken.False : JsonToken.Bad;
            case (byte)'n':
                return TryReadWord("null") ? JsonToken.Null : JsonToken.Bad;
            default:
                return TryReadNumber() ? JsonToken.Number : JsonToken.Bad;
        }
    }

    private JsonToken Open(bool isObject)
    {
        if (_depth == MaxDepth)
        {
            return JsonToken.Bad;
        }

        _at++;
        _isObject[_depth++] = isObject;
        _wantsValue = !isObject;
        return isObject ? JsonToken.BeginObject : JsonToken.BeginArray;
    }

    private JsonToken Close(char bracket)
    {
        _at++;
        _depth--;
        _wantsValue = false;
        _afterComma = false;
        return bracket == '}' ? JsonToken.EndObject : JsonToken.EndArray;
    }

    private void SkipSpace()
    {
        while (_at < _end && (_json[_at] == ' ' || _json[_at] == '\n' || _json[_at] == '\r' || _json[_at] == '\t'))
        {
            _at++;
        }
    }

    private bool TryReadWord(string word)
    {
        if (_end - _at < word.Length)
        {
            return false;
        }

        for (int i = 0; i < word.Length; i++)
        {
            if (_json[_at + i] != word[i])
            {
                return false;
            }
        }

        _at += word.Length;
        return true;
    }

    // -? (0 | [1-9] digits) [. digits] [e [+-] digits]
    private bool TryReadNumber()
    {
        int start = _at;
        if (_json[_at] == '-')
        {
            _at++;
        }

        int digits = _at;
        if (SkipDigits() == 0 || (_json[digits] == '0' && _at > digits + 1))
        {
            return false;
        }

        if (_at < _end && _json[_at] == '.')
        {
            _at++;
            if (SkipDigits() == 0)
            {
                return false;
            }
        }

        if (_at < _end && (_json[_at] == 'e' || _json[_at] == 'E'))
        {
            _at++;
            if (_at < _end && (_json[_at] == '+' || _json[_at] == '-'))
            {
                _at++;
            }

            if (SkipDigits() == 0)
            {
                return false;
            }
        }

        Text = Encoding.UTF8.GetString(_json, start, _at - start);
        return true;
    }

    private int SkipDigits()
    {
        int start = _at;
        while (_at < _end && _json[_at] >= '0' && _json[_at] <= '9')
        {
            _at++;
        }

        return _at - start;
    }

    private bool TryReadText()
    {
        JsonTextReader reader = new JsonTextReader(_json, _at, _end);
        bool isGood = reader.TryRead();
        _at = reader.At;
        Text = isGood ? reader.Text : "";
        return isGood;
    }
}

/// <summary>What a <see cref="JsonReader"/> stands on.</summary>
public enum JsonToken : byte
{
    /// <summary>Before the first token.</summary>
    None = 0,
    BeginObject,
    EndObject,
    BeginArray,
    EndArray,

    /// <summary>The name of a member; its value is the next token.</summary>
    Name,
    Text,
    Number,
    True,
    False,
    Null,

    /// <summary>Behind the last token of a whole document.</summary>
    End,

    /// <summary>The bytes are not JSON from here on, or deeper than a board reads.</summary>
    Bad,
}
