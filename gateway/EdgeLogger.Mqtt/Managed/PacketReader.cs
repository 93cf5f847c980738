using System;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace EdgeLogger.Mqtt.Managed;

/// <summary>Reads the fields of one packet body. Every read is checked against what is left; nothing is trusted.</summary>
/// <exception cref="MqttProtocolException">Any read past the end, a varint or text that the standard does not allow.</exception>
internal ref struct PacketReader
{
    private ReadOnlySpan<byte> _rest;

    public PacketReader(ReadOnlySpan<byte> body) => _rest = body;

    public readonly bool AtEnd => _rest.IsEmpty;

    public readonly int Remaining => _rest.Length;

    public byte ReadByte() => Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    /// <summary>A packet identifier: never zero.</summary>
    public ushort ReadPacketId()
    {
        ushort id = ReadUInt16();
        return id != 0 ? id : throw new MqttProtocolException("packet identifier 0");
    }

    /// <summary>A varint of one to four bytes in its shortest form.</summary>
    public int ReadVarint()
    {
        int value = 0;
        for (int shift = 0; shift < 28; shift += 7)
        {
            byte b = ReadByte();
            value |= (b & 0x7F) << shift;
            if ((b & 0x80) == 0)
            {
                return b != 0 || shift == 0 ? value : throw new MqttProtocolException("a varint with needless bytes");
            }
        }

        throw new MqttProtocolException("a varint of more than four bytes");
    }

    /// <summary>Bytes with a length of two bytes in front.</summary>
    public ReadOnlySpan<byte> ReadBinary() => Take(ReadUInt16());

    /// <summary>The bytes of a text: well-formed UTF-8 without U+0000.</summary>
    public ReadOnlySpan<byte> ReadUtf8()
    {
        ReadOnlySpan<byte> text = ReadBinary();
        return Utf8.IsValid(text) && !text.Contains((byte)0) ? text : throw new MqttProtocolException("a text that is not UTF-8");
    }

    public string ReadText() => Encoding.UTF8.GetString(ReadUtf8());

    /// <summary>Everything that is left.</summary>
    public ReadOnlySpan<byte> ReadRest() => Take(_rest.Length);

    /// <summary>A reader of its own over the next bytes.</summary>
    public PacketReader ReadBlock(int length) => new(Take(length));

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw new MqttProtocolException("a packet that ends too early");
        }

        ReadOnlySpan<byte> taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
