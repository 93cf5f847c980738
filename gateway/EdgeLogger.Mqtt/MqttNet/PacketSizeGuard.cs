using System;

namespace EdgeLogger.Mqtt.MqttNet;

/// <summary>
/// Watches the bytes of one connection go by and finds the packets in them. MQTTnet's server allocates whatever length a packet
/// claims, up to 256 MB, before anyone has signed in; this refuses the length instead. The first packet, by which a client signs
/// in, is 4 KiB at most.
/// </summary>
internal sealed class PacketSizeGuard
{
    private const int FirstMaximum = 4096;

    private readonly int _maximum;
    private int _headerBytes;
    private long _length;
    private long _remaining;

    public PacketSizeGuard(int maximum) => _maximum = maximum;

    /// <summary>The first packet has come, all of it.</summary>
    public bool HasFirst { get; private set; }

    /// <returns>False as soon as a packet claims more than the maximum.</returns>
    public bool Accepts(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_remaining > 0)
            {
                int skipped = (int)Math.Min(_remaining, bytes.Length);
                _remaining -= skipped;
                bytes = bytes[skipped..];
                HasFirst |= _remaining == 0;
                continue;
            }

            if (!AcceptsHeaderByte(bytes[0]))
            {
                return false;
            }

            bytes = bytes[1..];
        }

        return true;
    }

    private bool AcceptsHeaderByte(byte value)
    {
        if (_headerBytes == 0)
        {
            _headerBytes = 1;
            _length = 0;
            return true;
        }

        _length |= (long)(value & 0x7F) << (7 * (_headerBytes - 1));
        _headerBytes++;
        if ((value & 0x80) != 0)
        {
            return _headerBytes <= 4;
        }

        bool fits = _headerBytes + _length <= (HasFirst ? _maximum : Math.Min(_maximum, FirstMaximum));
        _headerBytes = 0;
        _remaining = _length;
        HasFirst |= _remaining == 0;
        return fits;
    }
}
