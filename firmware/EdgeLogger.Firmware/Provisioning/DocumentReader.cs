using EdgeLogger.Authentication;
using EdgeLogger.Firmware.Json;
using EdgeLogger.Firmware.Sampling;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>
/// Reads a document's members one by one and checks each. The first thing that is wrong is kept with its path and with what is
/// wanted there; from then on there are no more members, so that a reader's loops simply end.
/// </summary>
internal sealed class DocumentReader
{
    private readonly JsonReader _json;
    private readonly string[] _path = new string[JsonReader.MaxDepth + 1];
    private readonly int[] _index = new int[JsonReader.MaxDepth + 1];
    private readonly bool _mayHoldSecrets;
    private int _depth = -1;

    public DocumentReader(byte[] json, int offset, int length, bool mayHoldSecrets)
    {
        _json = new JsonReader(json, offset, length);
        _mayHoldSecrets = mayHoldSecrets;
    }

    /// <summary>What is wrong: path and what is wanted there; empty if nothing is.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsGood => Problem.Length == 0;

    /// <summary>Begins the document: an object.</summary>
    public void Begin()
    {
        _json.Next();
        Enter(JsonToken.BeginObject, "an object {...}");
    }

    /// <summary>Ends the document: nothing may follow.</summary>
    public void End()
    {
        if (IsGood && _json.Next() != JsonToken.End)
        {
            RefuseSyntax();
        }
    }

    /// <summary>Goes to the next member's value; false at the end of the object, or if something is wrong.</summary>
    public bool NextMember(out string name)
    {
        name = "";
        if (!IsGood)
        {
            return false;
        }

        JsonToken token = _json.Next();
        if (token == JsonToken.EndObject)
        {
            _depth--;
            return false;
        }

        if (token != JsonToken.Name)
        {
            RefuseSyntax();
            return false;
        }

        name = _json.Text;
        _path[_depth] = name;
        _json.Next();
        if (_json.Token == JsonToken.Bad)
        {
            RefuseSyntax();
        }

        return IsGood;
    }

    /// <summary>Goes to the next item of an array of objects, and into it.</summary>
    public bool NextObject()
    {
        if (!IsGood)
        {
            return false;
        }

        if (_json.Next() == JsonToken.EndArray)
        {
            _depth--;
            return false;
        }

        _index[_depth]++;
        Enter(JsonToken.BeginObject, "an object {...}");
        return IsGood;
    }

    /// <summary>Whether the value is null.</summary>
    public bool IsNull() => IsGood && _json.Token == JsonToken.Null;

    /// <summary>Goes into the object that is the value.</summary>
    public bool Object()
    {
        Enter(JsonToken.BeginObject, "an object {...}");
        return IsGood;
    }

    /// <summary>Goes into the array that is the value.</summary>
    public bool Array()
    {
        Enter(JsonToken.BeginArray, "an array [...]");
        return IsGood;
    }

    /// <summary>The value as an integer.</summary>
    public long Integer(long least, long most)
    {
        if (IsGood && _json.Token == JsonToken.Number && long.TryParse(_json.Text, out long value) && value >= least
            && value <= most)
        {
            return value;
        }

        Refuse("an integer from " + least.ToString() + " to " + most.ToString());
        return least;
    }

    /// <summary>The value as an integer that is one of these.</summary>
    public int OneOf(int[] values)
    {
        long value = long.MinValue;
        bool isNumber = IsGood && _json.Token == JsonToken.Number && long.TryParse(_json.Text, out value);
        string wanted = "one of";
        for (int i = 0; i < values.Length; i++)
        {
            if (isNumber && values[i] == value)
            {
                return values[i];
            }

            wanted += (i == 0 ? " " : ", ") + values[i].ToString();
        }

        Refuse(wanted);
        return values[0];
    }

    /// <summary>The value as true or false.</summary>
    public bool Flag()
    {
        if (_json.Token != JsonToken.True && _json.Token != JsonToken.False)
        {
            Refuse("true or false");
        }

        return _json.Token == JsonToken.True;
    }

    /// <summary>The value as a text of some length.</summary>
    public string Text(int shortest, int longest)
    {
        if (IsGood && _json.Token == JsonToken.Text && _json.Text.Length >= shortest && _json.Text.Length <= longest)
        {
            return _json.Text;
        }

        Refuse("a text of " + shortest.ToString() + " to " + longest.ToString() + " characters");
        return "";
    }

    /// <summary>The value as a text that nobody but the board may know. What it is never stands in a problem.</summary>
    public string Secret(int shortest, int longest)
    {
        if (!_mayHoldSecrets)
        {
            Refuse("nothing: secrets are taken by the serial line only, and the board keeps those that it has");
        }

        return Text(shortest, longest);
    }

    /// <summary>The value as a board's key in hexadecimal digits, a secret; no bytes if it is an empty text.</summary>
    public byte[] Key()
    {
        string text = Secret(0, 2 * MacLayout.KeyLength);
        byte[]? key = HexText.ReadBytes(text);
        if (key != null && (key.Length == 0 || key.Length == MacLayout.KeyLength))
        {
            return key;
        }

        Refuse("64 hexadecimal digits, or an empty text");
        return new byte[0];
    }

    /// <summary>The value as the name of one of these chips.</summary>
    public SlotChip OneOfChips(SlotChip[] chips)
    {
        string wanted = "one of";
        for (int i = 0; i < chips.Length; i++)
        {
            string name = ChipNames.Of(chips[i]);
            if (_json.Token == JsonToken.Text && _json.Text == name)
            {
                return chips[i];
            }

            wanted += (i == 0 ? " " : ", ") + name;
        }

        Refuse(wanted);
        return chips[0];
    }

    /// <summary>The member is none of those there are.</summary>
    public void RefuseName(string known)
    {
        Refuse("no such member; there are " + known);
    }

    /// <summary>The value is not what is wanted.</summary>
    public void Refuse(string wanted)
    {
        if (IsGood)
        {
            Problem = Path() + ": wanted " + wanted;
        }
    }

    /// <summary>Something is wrong with the document as a whole.</summary>
    public void RefuseWhole(string problem)
    {
        if (IsGood)
        {
            Problem = problem;
        }
    }

    private void Enter(JsonToken token, string wanted)
    {
        if (_json.Token == JsonToken.Bad)
        {
            RefuseSyntax();
        }
        else if (_json.Token != token)
        {
            Refuse(wanted);
        }
        else
        {
            _depth++;
            _path[_depth] = "";
            _index[_depth] = token == JsonToken.BeginArray ? -1 : int.MinValue;
        }
    }

    private void RefuseSyntax()
    {
        RefuseWhole("not JSON at byte " + _json.Offset.ToString() + (_depth < 0 ? "" : ", after " + Path()));
    }

    private string Path()
    {
        string path = "";
        for (int i = 0; i <= _depth; i++)
        {
            if (_index[i] >= -1)
            {
                path += "[" + _index[i].ToString() + "]";
            }
            else if (_path[i].Length > 0)
            {
                path += (path.Length > 0 ? "." : "") + _path[i];
            }
        }

        return path.Length > 0 ? path : "document";
    }
}
