namespace EdgeLogger.Frames;

/// <summary>
/// Reads one frame after another without allocating. Every frame is taken as hostile: each count and varint is checked against
/// what is left, so the time is linear in the frame's length and nothing outside it is touched. <see cref="Open"/> has walked the
/// whole body before it answers None; <see cref="ReadRow"/> then cannot fail.
/// </summary>
public sealed class FrameReader
{
    private readonly int[] _codes = new int[FrameLayout.MaxChannels];
    private readonly byte[] _status = new byte[FrameLayout.MaxChannels];
    private readonly Counters _counters = new Counters();
    private readonly TrendRowReader _trend = new TrendRowReader();
    private byte[] _buffer = new byte[0];
    private byte _encoding;
    private int _bodyAt;
    private int _position;
    private int _bodyEnd;
    private int _rowsLeft;
    private long _rowUptimeMs;

    public FrameKind Kind { get; private set; }

    /// <summary>Bits of <see cref="FrameFlags"/>.</summary>
    public byte Flags { get; private set; }

    public TimeQuality TimeQuality { get; private set; }

    public ulong StreamId { get; private set; }

    public uint Sequence { get; private set; }

    public uint BootCount { get; private set; }

    public uint SchemaHash { get; private set; }

    public int PeriodMs { get; private set; }

    public int RowCount { get; private set; }

    public int ChannelCount { get; private set; }

    /// <summary>Uptime of the first row, or of the event, ms.</summary>
    public long UptimeMs { get; private set; }

    /// <summary>Uptime of the last row, ms; the same as <see cref="UptimeMs"/> in a frame without rows.</summary>
    public long EndUptimeMs { get; private set; }

    /// <summary>UTC (Unix, ms) minus uptime. Means something only where <see cref="TimeQuality"/> is not None.</summary>
    public long UtcMinusUptimeMs { get; private set; }

    /// <summary>The exact sums at the end of the frame. The object is reused by the next <see cref="Open"/>.</summary>
    public Counters Counters => _counters;

    /// <summary>Uptime of the row read last, ms.</summary>
    public long RowUptimeMs => _rowUptimeMs;

    /// <summary>Raw codes of the row read last. A channel without a code keeps its last one.</summary>
    public int[] Codes => _codes;

    /// <summary>One of <see cref="ChannelStatus"/> for each channel of the row read last.</summary>
    public byte[] Status => _status;

    /// <summary>The event's code, if this is an event frame.</summary>
    public byte EventCode { get; private set; }

    /// <summary>The event's channel, 255 for the board as a whole.</summary>
    public byte EventChannel { get; private set; }

    /// <summary>The event's value.</summary>
    public long EventValue { get; private set; }

    /// <summary>Where the event's UTF-8 text begins in the buffer given to <see cref="Open"/>.</summary>
    public int EventTextOffset { get; private set; }

    /// <summary>Bytes of the event's text.</summary>
    public int EventTextLength { get; private set; }

    /// <summary>The first lost sequence number, if this is a gap frame.</summary>
    public uint GapFirst { get; private set; }

    /// <summary>The last lost sequence number, if this is a gap frame.</summary>
    public uint GapLast { get; private set; }

    /// <summary>Checks a frame whole and takes its header. The buffer must stay as it is while rows are read.</summary>
    public FrameError Open(byte[] buffer, int offset, int length) => Enter(buffer, offset, length, true);

    /// <summary>
    /// As <see cref="Open"/>, of a frame that it has accepted before, and whose CRC the caller has compared since: neither is
    /// done again, which takes less than half the time. <see cref="EndUptimeMs"/> is not known.
    /// </summary>
    public FrameError OpenStored(byte[] buffer, int offset, int length) => Enter(buffer, offset, length, false);

    /// <summary>
    /// Reads the next row into <see cref="RowUptimeMs"/>, <see cref="Codes"/> and <see cref="Status"/>; false at the end.
    /// </summary>
    public bool ReadRow() => _rowsLeft > 0 && TakeRow();

    /// <summary>Goes back to before the first row.</summary>
    public void Rewind()
    {
        if (Kind == FrameKind.Rows)
        {
            Rewind(_bodyAt);
        }
    }

    private FrameError Enter(byte[] buffer, int offset, int length, bool isNew)
    {
        FrameError error = CheckEnvelope(buffer, offset, length);
        if (error == FrameError.None && isNew)
        {
            error = CheckCrc(buffer, offset, length);
        }

        if (error != FrameError.None)
        {
            return error;
        }

        _buffer = buffer;
        TakeHeader(buffer, offset);
        int bodyAt = offset + FrameLayout.HeaderLength;
        _bodyEnd = offset + length - FrameLayout.CrcLength - ((Flags & FrameFlags.Authenticated) != 0
            ? FrameLayout.HmacLength
            : 0);
        error = CheckHeader(bodyAt);
        if (error != FrameError.None)
        {
            return error;
        }

        _bodyAt = bodyAt;
        _position = bodyAt;
        if (Kind == FrameKind.Rows && !isNew)
        {
            Rewind(bodyAt);
            return FrameError.None;
        }

        bool good = Kind == FrameKind.Rows ? WalkRows(bodyAt)
            : Kind == FrameKind.Event ? TakeEvent()
            : Kind == FrameKind.Gap ? TakeGap()
            : _position == _bodyEnd;
        return good ? FrameError.None : FrameError.BadBody;
    }

    private static FrameError CheckEnvelope(byte[] buffer, int offset, int length)
    {
        if (length < FrameLayout.HeaderLength + FrameLayout.CrcLength)
        {
            return FrameError.TooShort;
        }

        if (length > FrameLayout.MaxFrameLength)
        {
            return FrameError.TooLong;
        }

        if (buffer[offset] != FrameLayout.Magic0 || buffer[offset + 1] != FrameLayout.Magic1)
        {
            return FrameError.NotAFrame;
        }

        return buffer[offset + 2] == FrameLayout.Version ? FrameError.None : FrameError.UnknownVersion;
    }

    private static FrameError CheckCrc(byte[] buffer, int offset, int length)
    {
        uint crc = LittleEndian.ReadUInt32(buffer, offset + length - FrameLayout.CrcLength);
        return crc == Crc32.Compute(buffer, offset, length - FrameLayout.CrcLength) ? FrameError.None : FrameError.BadCrc;
    }

    private void TakeHeader(byte[] buffer, int offset)
    {
        Kind = (FrameKind)buffer[offset + FrameLayout.KindAt];
        Flags = buffer[offset + FrameLayout.FlagsAt];
        TimeQuality = (TimeQuality)buffer[offset + FrameLayout.TimeQualityAt];
        StreamId = LittleEndian.ReadUInt64(buffer, offset + FrameLayout.StreamIdAt);
        Sequence = LittleEndian.ReadUInt32(buffer, offset + FrameLayout.SequenceAt);
        BootCount = LittleEndian.ReadUInt32(buffer, offset + FrameLayout.BootCountAt);
        SchemaHash = LittleEndian.ReadUInt32(buffer, offset + FrameLayout.SchemaHashAt);
        _encoding = buffer[offset + FrameLayout.EncodingAt];
        PeriodMs = LittleEndian.ReadUInt16(buffer, offset + FrameLayout.PeriodMsAt);
        RowCount = buffer[offset + FrameLayout.RowCountAt];
        ChannelCount = buffer[offset + FrameLayout.ChannelCountAt];
        UptimeMs = LittleEndian.ReadInt64(buffer, offset + FrameLayout.UptimeMsAt);
        EndUptimeMs = UptimeMs;
        UtcMinusUptimeMs = LittleEndian.ReadInt64(buffer, offset + FrameLayout.UtcMinusUptimeMsAt);
        _counters.CurrentTime = LittleEndian.ReadInt64(buffer, offset + FrameLayout.CurrentTimeSumAt);
        _counters.VoltageTime = LittleEndian.ReadInt64(buffer, offset + FrameLayout.VoltageTimeSumAt);
        _counters.PowerTime = LittleEndian.ReadInt64(buffer, offset + FrameLayout.PowerTimeSumAt);
        _rowsLeft = 0;
    }

    private FrameError CheckHeader(int bodyAt)
    {
        int offset = bodyAt - FrameLayout.HeaderLength;
        bool rows = Kind == FrameKind.Rows;
        bool good = _buffer[offset + FrameLayout.HeaderLengthAt] == FrameLayout.HeaderLength
            && _encoding <= (rows ? FrameLayout.EncodingTrend : FrameLayout.EncodingDeltaVarint)
            && Kind <= FrameKind.Gap
            && TimeQuality <= TimeQuality.Synchronised
            && (Flags & ~FrameFlags.Known) == 0
            && Sequence != 0
            && PeriodMs != 0
            && UptimeMs >= 0
            && UptimeMs <= MaxUptimeMs
            && (rows ? RowCount > 0 && ChannelCount > 0 && ChannelCount <= FrameLayout.MaxChannels : RowCount == 0)
            && _bodyEnd >= bodyAt;
        return good ? FrameError.None : FrameError.BadHeader;
    }

    // 1,000 years: no honest uptime is longer, and sums of times stay far from overflow.
    private const long MaxUptimeMs = 31_557_600_000_000;

    private bool WalkRows(int bodyAt)
    {
        Rewind(bodyAt);
        while (_rowsLeft > 0)
        {
            if (!TakeRow())
            {
                return false;
            }
        }

        EndUptimeMs = _rowUptimeMs;
        bool whole = _encoding == FrameLayout.EncodingTrend ? _trend.AtEnd : _position == _bodyEnd;
        Rewind(bodyAt);
        return whole;
    }

    private void Rewind(int bodyAt)
    {
        _position = bodyAt;
        _rowsLeft = RowCount;
        _rowUptimeMs = UptimeMs - PeriodMs;
        for (int channel = 0; channel < FrameLayout.MaxChannels; channel++)
        {
            _codes[channel] = 0;
            _status[channel] = ChannelStatus.Ok;
        }

        _trend.Begin(_buffer, bodyAt, _bodyEnd, PeriodMs, ChannelCount);
    }

    private bool TakeRow() => (_encoding == FrameLayout.EncodingTrend ? TakeTrendRow() : TakeVarintRow()) && _rowsLeft-- > 0;

    private bool TakeTrendRow() => _trend.TryTake(_codes, _status, out int dtMs) && TakeTime(_rowUptimeMs + dtMs);

    private bool TakeVarintRow() => TryTakeVarint(out ulong head)
        && TakeTime(_rowUptimeMs + PeriodMs + UnZigZag(head >> 1))
        && TakeStatus((head & 1) != 0)
        && TakeCodes();

    // Time never runs backwards within a frame, and the first row's time is the header's.
    private bool TakeTime(long uptimeMs)
    {
        bool first = _rowsLeft == RowCount;
        if (uptimeMs < _rowUptimeMs || uptimeMs > MaxUptimeMs || (first && uptimeMs != UptimeMs))
        {
            return false;
        }

        _rowUptimeMs = uptimeMs;
        return true;
    }

    private bool TakeStatus(bool present)
    {
        int bits = 0;
        if (present)
        {
            int bytes = ChannelCount > 4 ? 2 : 1;
            if (_bodyEnd - _position < bytes)
            {
                return false;
            }

            bits = _buffer[_position] | (bytes == 2 ? _buffer[_position + 1] << 8 : 0);
            _position += bytes;
        }

        for (int channel = 0; channel < ChannelCount; channel++)
        {
            _status[channel] = (byte)((bits >> (channel * 2)) & 3);
        }

        return true;
    }

    private bool TakeCodes()
    {
        for (int channel = 0; channel < ChannelCount; channel++)
        {
            if (_status[channel] > ChannelStatus.Saturated)
            {
                continue;
            }

            if (!TryTakeVarint(out ulong delta))
            {
                return false;
            }

            long change = UnZigZag(delta);
            if (change < -MaxDelta || change > MaxDelta)
            {
                return false;
            }

            long code = _codes[channel] + change;
            if (code < int.MinValue || code > int.MaxValue)
            {
                return false;
            }

            _codes[channel] = (int)code;
        }

        return true;
    }

    // The largest difference of two 32-bit codes.
    private const long MaxDelta = 0xFFFFFFFF;

    private bool TakeEvent()
    {
        if (_bodyEnd - _position < 4)
        {
            return false;
        }

        EventCode = _buffer[_position++];
        EventChannel = _buffer[_position++];
        if (!TryTakeVarint(out ulong value) || _position >= _bodyEnd)
        {
            return false;
        }

        EventValue = UnZigZag(value);
        EventTextLength = _buffer[_position++];
        EventTextOffset = _position;
        return EventTextLength <= FrameLayout.MaxEventText && _position + EventTextLength == _bodyEnd;
    }

    private bool TakeGap()
    {
        if (_bodyEnd - _position != FrameLayout.GapBodyLength)
        {
            return false;
        }

        GapFirst = LittleEndian.ReadUInt32(_buffer, _position);
        GapLast = LittleEndian.ReadUInt32(_buffer, _position + 4);
        return GapFirst != 0 && GapFirst <= GapLast && GapLast < Sequence;
    }

    private bool TryTakeVarint(out ulong value)
    {
        value = 0;
        int shift = 0;
        while (_position < _bodyEnd && shift <= 63)
        {
            byte b = _buffer[_position++];
            if (shift == 63 && b > 1)
            {
                return false;
            }

            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return true;
            }

            shift += 7;
        }

        return false;
    }

    private static long UnZigZag(ulong value) => LittleEndian.Signed((value >> 1) ^ (0 - (value & 1)));
}
