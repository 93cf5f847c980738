using System.Text;
using EdgeLogger.Firmware.Json;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Provisioning;

/// <summary>Puts a document together that comes in parts, as a line of the serial port is shorter.</summary>
internal sealed class DocumentParts
{
    private byte[] _document = new byte[0];
    private int _expected;

    /// <summary>The document; its first <see cref="Length"/> bytes are there.</summary>
    public byte[] Document => _document;

    public int Length { get; private set; }

    /// <summary>Begins a document of so many bytes.</summary>
    public void Begin(int length)
    {
        _document = new byte[length];
        _expected = length;
        Length = 0;
    }

    /// <summary>Takes the next part; empty, or why not.</summary>
    public string Add(int offset, string text)
    {
        byte[] part = Encoding.UTF8.GetBytes(text);
        if (offset + part.Length == Length && Length > 0)
        {
            // Its answer was lost, and it is sent again.
            return "";
        }

        if (offset != Length)
        {
            return "offset: wanted " + Length.ToString();
        }

        if (part.Length > _expected - Length)
        {
            return "text: wanted " + (_expected - Length).ToString() + " bytes at most";
        }

        System.Array.Copy(part, 0, _document, Length, part.Length);
        Length += part.Length;
        return "";
    }

    /// <summary>Checks the whole document; empty, or what is wrong.</summary>
    public string Check(string crc)
    {
        if (Length == 0 || Length < _expected)
        {
            return "document: " + Length.ToString() + " of " + _expected.ToString() + " bytes are there";
        }

        return HexText.TryRead32(crc, 0, out uint wanted) && wanted == Crc32.Compute(_document, 0, Length)
            ? "" : "crc: the document was damaged on its way: send it again";
    }

    /// <summary>Forgets it: it holds secrets.</summary>
    public void Clear()
    {
        System.Array.Clear(_document, 0, _document.Length);
        _document = new byte[0];
        _expected = 0;
        Length = 0;
    }
}
