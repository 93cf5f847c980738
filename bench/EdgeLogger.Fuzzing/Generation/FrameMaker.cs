using System;
using EdgeLogger.Frames;

namespace EdgeLogger.Fuzzing.Generation;

/// <summary>Frames of one stream, good ones and ones with a wound under a CRC that is right.</summary>
public sealed class FrameMaker
{
    private static readonly byte[] Kinds = [0, 0, 0, 0, 0, 0, 1, 2, 3];

    private readonly FuzzRandom _random;
    private readonly ulong _stream;
    private long _uptimeMs;
    private uint _boot = 1;

    public FrameMaker(FuzzRandom random, ulong stream)
    {
        _random = random;
        _stream = stream;
    }

    /// <summary>A frame as a board writes it, with any codes and times.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="schemaHash">Its schema.</param>
    /// <param name="channels">Channels of its rows.</param>
    public byte[] Good(uint sequence, uint schemaHash, int channels)
    {
        FrameWriter writer = new((byte)_random.Below(2));
        if (_random.OnceIn(12))
        {
            _boot++;
            _uptimeMs = 0;
        }

        switch (_random.Pick(Kinds))
        {
            case 1:
                writer.BeginEvent(_stream, _boot, schemaHash, _uptimeMs, (byte)_random.Below(8), (byte)_random.Below(6),
                    _random.Number(), _random.Bytes(_random.Below(20)));
                break;
            case 2:
                writer.BeginAnchor(_stream, _boot, schemaHash, _uptimeMs);
                break;
            case 3 when sequence > 2:
                writer.BeginGap(_stream, _boot, schemaHash, _uptimeMs, 1, sequence - 1);
                break;
            default:
                AddRows(writer, schemaHash, channels);
                break;
        }

        Counters counters = new()
        { CurrentTime = _random.Number(), VoltageTime = _random.Number(), PowerTime = _random.Number() };
        int length = writer.Finish(sequence, (TimeQuality)_random.Below(3), _random.Number(), counters);
        return writer.Buffer[..length];
    }

    /// <summary>The frame with some bytes changed, and its CRC made right again.</summary>
    public byte[] Wounded(byte[] frame)
    {
        byte[] wounded = [.. frame];
        for (int i = _random.Between(1, 3); i > 0; i--)
        {
            int at = _random.OnceIn(3) ? _random.Below(wounded.Length) : _random.Below(FrameLayout.HeaderLength);
            wounded[at] = _random.OnceIn(2) ? (byte)_random.Next() : (byte)(wounded[at] ^ (1 << _random.Below(8)));
        }

        if (_random.OnceIn(3))
        {
            // A field of 8 bytes at once: times and sums that no single byte makes.
            LittleEndian.WriteUInt64(wounded, _random.Pick<int>(
                [FrameLayout.UptimeMsAt, FrameLayout.UtcMinusUptimeMsAt, FrameLayout.CurrentTimeSumAt]), (ulong)_random.Number());
        }

        return Sealed(_random.OnceIn(8)
            ? wounded[.._random.Between(FrameLayout.HeaderLength + FrameLayout.CrcLength, wounded.Length)]
            : wounded);
    }

    /// <summary>The frame with another number, and its CRC made right again.</summary>
    public static byte[] Renumbered(byte[] frame, uint sequence)
    {
        byte[] other = [.. frame];
        LittleEndian.WriteUInt32(other, FrameLayout.SequenceAt, sequence);
        return Sealed(other);
    }

    private static byte[] Sealed(byte[] frame)
    {
        int crcAt = frame.Length - FrameLayout.CrcLength;
        LittleEndian.WriteUInt32(frame, crcAt, Crc32.Compute(frame, 0, crcAt));
        return frame;
    }

    private void AddRows(FrameWriter writer, uint schemaHash, int channels)
    {
        int periodMs = _random.Pick<int>([1, 100, 1000, 1000, 1000, 60_000, 65_535]);
        writer.BeginRows(_stream, _boot, schemaHash, periodMs, channels, _random.OnceIn(4) ? FrameFlags.Restart : (byte)0);
        int[] codes = new int[channels];
        byte[] status = new byte[channels];
        bool isWild = _random.OnceIn(4);
        int flow = _random.Between(-3, 3) * 1_000_000;
        for (int row = _random.Between(1, 80); row > 0; row--)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                codes[channel] = isWild ? (int)_random.Number() : (channel == 1 ? flow : 3_500_000) + _random.Between(-500, 500);
                status[channel] = _random.OnceIn(isWild ? 4 : 50) ? (byte)_random.Below(4) : ChannelStatus.Ok;
            }

            if (!writer.TryAddRow(_uptimeMs, codes, status))
            {
                return;
            }

            _uptimeMs += _random.OnceIn(40) ? Math.Abs(_random.Number() % 2_000_000_000) : periodMs;
        }
    }
}
