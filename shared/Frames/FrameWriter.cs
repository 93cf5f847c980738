using System;
using EdgeLogger.Authentication;

namespace EdgeLogger.Frames;

/// <summary>
/// Builds one frame at a time in a buffer of its own, without allocating. Call a Begin method, then <see cref="TryAddRow"/> for
/// rows, then <see cref="Finish"/>. The bytes of a frame are made once and are the same at every resend.
/// </summary>
public sealed class FrameWriter
{
    private readonly byte[] _buffer = new byte[FrameLayout.MaxFrameLength];
    private readonly int[] _previous = new int[FrameLayout.MaxChannels];
    private readonly TrendRowWriter _trend;
    private readonly byte _encoding;
    private int _length;
    private int _channelCount;
    private int _periodMs;
    private int _rowCount;
    private long _firstUptimeMs;
    private long _lastUptimeMs;

    /// <summary>Writes rows in the encoding that takes the fewest bytes.</summary>
    public FrameWriter()
        : this(FrameLayout.EncodingTrend)
    {
    }

    /// <summary>Writes rows in the encoding given.</summary>
    public FrameWriter(byte encoding)
    {
        if (encoding > FrameLayout.EncodingTrend)
        {
            throw new ArgumentOutOfRangeException(nameof(encoding));
        }

        _encoding = encoding;
        _trend = new TrendRowWriter(_buffer);
    }

    /// <summary>
    /// Signs frames that are finished from now on; null: they are not signed. Room for the MAC is kept in any case.
    /// </summary>
    public Authenticator? Authenticator { get; set; }

    /// <summary>The buffer that holds the frame; valid up to the length that <see cref="Finish"/> returned.</summary>
    public byte[] Buffer => _buffer;

    /// <summary>Rows added since the frame began.</summary>
    public int RowCount => _rowCount;

    /// <summary>Uptime of the frame's first row, ms. Meaningful once a row is in.</summary>
    public long FirstUptimeMs => _firstUptimeMs;

    /// <summary>Uptime of the frame's last row, ms. Meaningful once a row is in.</summary>
    public long LastUptimeMs => _lastUptimeMs;

    /// <summary>Begins a frame of rows.</summary>
    /// <param name="streamId">The slot's stream.</param>
    /// <param name="bootCount">Boots of the board so far.</param>
    /// <param name="schemaHash">CRC-32 of the schema document that gives the codes their meaning.</param>
    /// <param name="periodMs">The reporting period, 1 to 65,535 ms; rows that keep to it cost the least.</param>
    /// <param name="channelCount">Channels a row has, 1 to <see cref="FrameLayout.MaxChannels"/>.</param>
    /// <param name="flags">Bits of <see cref="FrameFlags"/>.</param>
    public void BeginRows(ulong streamId, uint bootCount, uint schemaHash, int periodMs, int channelCount, byte flags)
    {
        if (periodMs < 1 || periodMs > 65535)
        {
            throw new ArgumentOutOfRangeException(nameof(periodMs));
        }

        if (channelCount < 1 || channelCount > FrameLayout.MaxChannels)
        {
            throw new ArgumentOutOfRangeException(nameof(channelCount));
        }

        Begin(FrameKind.Rows, streamId, bootCount, schemaHash, periodMs, channelCount, flags);
        _buffer[FrameLayout.EncodingAt] = _encoding;
        _trend.Begin(_length, periodMs, channelCount);
    }

    /// <summary>Begins, in one call, an event frame.</summary>
    /// <param name="streamId">The slot's stream.</param>
    /// <param name="bootCount">Boots of the board so far.</param>
    /// <param name="schemaHash">The schema in use.</param>
    /// <param name="uptimeMs">When it happened.</param>
    /// <param name="code">One of <see cref="EventCode"/>.</param>
    /// <param name="channel">The channel concerned, or 255 for the board as a whole.</param>
    /// <param name="value">A number that belongs to the event; its meaning is the code's.</param>
    /// <param name="text">UTF-8 text, at most <see cref="FrameLayout.MaxEventText"/> bytes; longer text is cut.</param>
    public void BeginEvent(ulong streamId, uint bootCount, uint schemaHash, long uptimeMs, byte code, byte channel,
        long value, byte[] text)
    {
        Begin(FrameKind.Event, streamId, bootCount, schemaHash, 1, 0, 0);
        SetUptime(uptimeMs);
        _buffer[_length++] = code;
        _buffer[_length++] = channel;
        WriteVarint(ZigZag(value));
        int textLength = text.Length < FrameLayout.MaxEventText ? text.Length : FrameLayout.MaxEventText;
        _buffer[_length++] = (byte)textLength;
        Array.Copy(text, 0, _buffer, _length, textLength);
        _length += textLength;
    }

    /// <summary>Begins, in one call, an anchor frame: the pair of uptime and UTC is given to <see cref="Finish"/>.</summary>
    public void BeginAnchor(ulong streamId, uint bootCount, uint schemaHash, long uptimeMs)
    {
        Begin(FrameKind.Anchor, streamId, bootCount, schemaHash, 1, 0, 0);
        SetUptime(uptimeMs);
    }

    /// <summary>
    /// Begins, in one call, a gap frame: frames <paramref name="firstLost"/> to <paramref name="lastLost"/> are gone.
    /// </summary>
    public void BeginGap(ulong streamId, uint bootCount, uint schemaHash, long uptimeMs, uint firstLost, uint lastLost)
    {
        Begin(FrameKind.Gap, streamId, bootCount, schemaHash, 1, 0, 0);
        SetUptime(uptimeMs);
        LittleEndian.WriteUInt32(_buffer, _length, firstLost);
        LittleEndian.WriteUInt32(_buffer, _length + 4, lastLost);
        _length += FrameLayout.GapBodyLength;
    }

    /// <summary>
    /// Adds a row. False, and nothing changed, if the frame cannot take it, because it has no room, or the row before is later or
    /// more than 24 days earlier: finish it and begin another.
    /// </summary>
    /// <param name="uptimeMs">The end of the row's period.</param>
    /// <param name="codes">Raw codes, one a channel; those of channels without a code are not looked at.</param>
    /// <param name="status">One of <see cref="ChannelStatus"/> a channel.</param>
    public bool TryAddRow(long uptimeMs, int[] codes, byte[] status)
    {
        long dtMs = _rowCount == 0 ? _periodMs : uptimeMs - _lastUptimeMs;
        if (_rowCount >= FrameLayout.MaxRows || dtMs < 0 || dtMs > int.MaxValue || !HasRoom())
        {
            return false;
        }

        if (_rowCount == 0)
        {
            SetUptime(uptimeMs);
        }

        if (_encoding == FrameLayout.EncodingTrend)
        {
            _trend.Add((int)dtMs, codes, status);
        }
        else
        {
            WriteVarints(dtMs, codes, status);
        }

        _lastUptimeMs = uptimeMs;
        _rowCount++;
        return true;
    }

    /// <summary>Completes the frame and returns its length. The frame stays readable in <see cref="Buffer"/>.</summary>
    /// <param name="sequence">The frame's number in its stream.</param>
    /// <param name="timeQuality">What is known of UTC now.</param>
    /// <param name="utcMinusUptimeMs">UTC (Unix, ms) minus uptime; ignored where <paramref name="timeQuality"/> is None.</param>
    /// <param name="counters">The exact sums up to the frame's last row.</param>
    public int Finish(uint sequence, TimeQuality timeQuality, long utcMinusUptimeMs, Counters counters)
    {
        if (_buffer[FrameLayout.EncodingAt] == FrameLayout.EncodingTrend)
        {
            _length = _trend.End();
        }

        _buffer[FrameLayout.TimeQualityAt] = (byte)timeQuality;
        _buffer[FrameLayout.RowCountAt] = (byte)_rowCount;
        LittleEndian.WriteUInt32(_buffer, FrameLayout.SequenceAt, sequence);
        LittleEndian.WriteInt64(_buffer, FrameLayout.UtcMinusUptimeMsAt, timeQuality == TimeQuality.None ? 0 : utcMinusUptimeMs);
        LittleEndian.WriteInt64(_buffer, FrameLayout.CurrentTimeSumAt, counters.CurrentTime);
        LittleEndian.WriteInt64(_buffer, FrameLayout.VoltageTimeSumAt, counters.VoltageTime);
        LittleEndian.WriteInt64(_buffer, FrameLayout.PowerTimeSumAt, counters.PowerTime);
        if (Authenticator != null)
        {
            _buffer[FrameLayout.FlagsAt] |= FrameFlags.Authenticated;
            Authenticator.SignFrame(_buffer, _length);
            _length += FrameLayout.HmacLength;
        }

        LittleEndian.WriteUInt32(_buffer, _length, Crc32.Compute(_buffer, 0, _length));
        _length += FrameLayout.CrcLength;
        return _length;
    }

    /// <summary>Maps small numbers of either sign to small unsigned ones: 0, -1, 1, -2 become 0, 1, 2, 3.</summary>
    public static ulong ZigZag(long value) => (ulong)(value << 1) ^ (ulong)(value >> 63);

    private bool HasRoom()
    {
        int rowEnd = _encoding == FrameLayout.EncodingTrend
            ? _trend.Position + TrendRowWriter.WorstRow(_channelCount)
            : _length + FrameLayout.MaxVarintLength + 2 + (_channelCount * 5);
        return rowEnd <= FrameLayout.MaxFrameLength - FrameLayout.CrcLength - FrameLayout.HmacLength;
    }

    private void Begin(FrameKind kind, ulong streamId, uint bootCount, uint schemaHash, int periodMs,
        int channelCount, byte flags)
    {
        _buffer[0] = FrameLayout.Magic0;
        _buffer[1] = FrameLayout.Magic1;
        _buffer[2] = FrameLayout.Version;
        _buffer[FrameLayout.KindAt] = (byte)kind;
        _buffer[FrameLayout.FlagsAt] = flags;
        _buffer[FrameLayout.HeaderLengthAt] = FrameLayout.HeaderLength;
        _buffer[FrameLayout.EncodingAt] = FrameLayout.EncodingDeltaVarint;
        LittleEndian.WriteUInt64(_buffer, FrameLayout.StreamIdAt, streamId);
        LittleEndian.WriteUInt32(_buffer, FrameLayout.BootCountAt, bootCount);
        LittleEndian.WriteUInt32(_buffer, FrameLayout.SchemaHashAt, schemaHash);
        LittleEndian.WriteUInt16(_buffer, FrameLayout.PeriodMsAt, (ushort)periodMs);
        _buffer[FrameLayout.ChannelCountAt] = (byte)channelCount;
        _length = FrameLayout.HeaderLength;
        _channelCount = channelCount;
        _periodMs = periodMs;
        _rowCount = 0;
        for (int channel = 0; channel < channelCount; channel++)
        {
            _previous[channel] = 0;
        }
    }

    private void SetUptime(long uptimeMs)
    {
        _firstUptimeMs = uptimeMs;
        _lastUptimeMs = uptimeMs;
        LittleEndian.WriteUInt64(_buffer, FrameLayout.UptimeMsAt, (ulong)uptimeMs);
    }

    private void WriteVarints(long dtMs, int[] codes, byte[] status)
    {
        bool hasStatus = false;
        for (int channel = 0; channel < _channelCount; channel++)
        {
            hasStatus |= status[channel] != ChannelStatus.Ok;
        }

        WriteVarint(ZigZag(dtMs - _periodMs) << 1 | (hasStatus ? 1UL : 0UL));
        if (hasStatus)
        {
            WriteStatus(status);
        }

        for (int channel = 0; channel < _channelCount; channel++)
        {
            if (status[channel] <= ChannelStatus.Saturated)
            {
                WriteVarint(ZigZag((long)codes[channel] - _previous[channel]));
                _previous[channel] = codes[channel];
            }
        }
    }

    private void WriteStatus(byte[] status)
    {
        int bits = 0;
        for (int channel = 0; channel < _channelCount; channel++)
        {
            bits |= (status[channel] & 3) << (channel * 2);
        }

        _buffer[_length++] = (byte)bits;
        if (_channelCount > 4)
        {
            _buffer[_length++] = (byte)(bits >> 8);
        }
    }

    private void WriteVarint(ulong value)
    {
        while (value >= 0x80)
        {
            _buffer[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _buffer[_length++] = (byte)value;
    }
}
