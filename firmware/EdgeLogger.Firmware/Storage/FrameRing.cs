using EdgeLogger.Firmware.Seams;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Storage;

/// <summary>
/// Store and forward: one stream's frames, kept in flash until the gateway has them on disk. Segments are filled one after the
/// other, round and round; when the oldest has to go, what it held and the gateway had not is a lost range. Each segment holds
/// the schema documents of its own frames, so that they go with them and not before. A loss of power at any write or erase costs
/// at most the record that was being written, which nobody had seen, and no sequence number is given twice. In memory it keeps
/// eight bytes a segment. Not safe for two threads.
/// </summary>
public sealed class FrameRing
{
    // Between two records of the gateway's cursor: after a reboot no more than these are sent again.
    private const uint FreedRecordEvery = 64;

    private readonly IFlash _flash;
    private readonly SegmentWalk _walk;
    private readonly byte[] _record = new byte[SegmentWalk.RecordHeaderLength + FrameLayout.MaxFrameLength];
    private readonly byte[] _headerBytes = new byte[SegmentHeader.Length];
    private readonly ReadHint _headHint = new ReadHint();
    private readonly ReadHint _olderHint = new ReadHint();
    private SegmentHeader _state = new SegmentHeader();
    private uint[] _numbers;
    private uint[] _firsts;
    private int _head = -1;
    private int _headUsed;
    private uint _freedRecorded;
    private byte[]? _schema;
    private uint _schemaHash;
    private bool _headHasSchema;

    /// <summary>Makes the ring of a flash; <see cref="Mount"/> comes next.</summary>
    public FrameRing(IFlash flash)
    {
        _flash = flash;
        _walk = new SegmentWalk(flash);
        _numbers = new uint[flash.SegmentCount];
        _firsts = new uint[flash.SegmentCount];
    }

    /// <summary>The stream, made when the flash was formatted.</summary>
    public ulong StreamId => _state.StreamId;

    /// <summary>Starts of the board on this flash, this one included.</summary>
    public uint BootCount => _state.BootCount;

    /// <summary>The number that the next frame must have.</summary>
    public uint NextSequence { get; private set; }

    /// <summary>The gateway has every frame up to this one.</summary>
    public uint FreedUpTo => _state.FreedUpTo;

    /// <summary>Frames that the ring had to overwrite before the gateway had them, ever.</summary>
    public uint LostFrames => _state.LostFrames;

    /// <summary>The first frame of the range lost last; 0 if none was.</summary>
    public uint LostFirst => _state.LostFirst;

    /// <summary>The last frame of the range lost last.</summary>
    public uint LostLast => _state.LostLast;

    /// <summary>Writes and erases that the medium refused since start.</summary>
    public int MediumFaults { get; private set; }

    /// <summary>Whether the last loss of power had left something half written.</summary>
    public bool FoundTornTail { get; private set; }

    /// <summary>
    /// Bytes of frames that the ring surely holds before it overwrites: all segments but the one that is being reused, without
    /// the schema document of each.
    /// </summary>
    public long CapacityBytes =>
        (long)(_flash.SegmentCount - 1) * (_flash.SegmentLength - SegmentHeader.Length - SchemaRecordLength);

    /// <summary>Bytes that a frame takes beyond its own.</summary>
    public static int OverheadBytes => SegmentWalk.RecordHeaderLength;

    /// <summary>The lowest number that may still be read.</summary>
    public uint OldestSequence
    {
        get
        {
            int oldest = OldestSegment();
            return oldest < 0 ? NextSequence : _firsts[oldest];
        }
    }

    /// <summary>Frames waiting for the gateway. Numbers that were skipped or lost inside this range are counted too.</summary>
    public uint Backlog
    {
        get
        {
            uint oldest = OldestSequence;
            uint from = oldest > FreedUpTo + 1 ? oldest : FreedUpTo + 1;
            return NextSequence - from;
        }
    }

    private int SchemaRecordLength => _schema == null ? 0 : SegmentWalk.RecordHeaderLength + _schema.Length;

    /// <summary>Whether the bytes end in the CRC-32 of what stands before it, as every frame does.</summary>
    public static bool IsWhole(byte[] frame, int length) => length > FrameLayout.CrcLength
        && LittleEndian.ReadUInt32(frame, length - FrameLayout.CrcLength)
            == Crc32.Compute(frame, 0, length - FrameLayout.CrcLength);

    /// <summary>
    /// Whether a flash holds a ring with frames that the gateway did not have at its last report. It is not touched.
    /// </summary>
    public static bool HoldsFrames(IFlash flash)
    {
        RingMount mount = new RingMount(flash);
        return mount.Run() && mount.Head >= 0 && mount.NextSequence > mount.State.FreedUpTo + 1;
    }

    /// <summary>
    /// Reads what the flash holds, formats it if it holds nothing, and counts the boot. False if the medium fails: nothing is
    /// formatted then, try again.
    /// </summary>
    /// <param name="newStreamId">Random, not 0: the stream's name if the flash has to be formatted.</param>
    public bool Mount(ulong newStreamId)
    {
        RingMount mount = new RingMount(_flash);
        if (!mount.Run())
        {
            return false;
        }

        if (mount.Head < 0)
        {
            return Format(newStreamId);
        }

        _state = mount.State;
        _numbers = mount.Numbers;
        _firsts = mount.Firsts;
        _head = mount.Head;
        _headUsed = mount.HeadUsed;
        _headHasSchema = mount.HasSchema;
        _schemaHash = mount.SchemaHash;
        _freedRecorded = _state.FreedUpTo;
        NextSequence = mount.NextSequence;
        FoundTornTail = mount.FoundTornTail;
        _state.BootCount++;
        return WriteMark(RecordType.Boot, _state.BootCount);
    }

    /// <summary>
    /// The frames from here on are read with this document. It is written before the next record, and at the beginning of each
    /// segment. One that leaves no room for a frame beside it in a segment is not kept.
    /// </summary>
    /// <param name="document">The document; not changed afterwards.</param>
    /// <param name="hash">Its CRC-32.</param>
    public void UseSchema(byte[] document, uint hash)
    {
        int most = _flash.SegmentLength - SegmentHeader.Length - SegmentWalk.RecordHeaderLength - _record.Length;
        _headHasSchema = _headHasSchema && hash == _schemaHash;
        _schema = document.Length <= most ? document : null;
        _schemaHash = hash;
    }

    /// <summary>
    /// Appends a finished frame that has <see cref="NextSequence"/>. After true it survives a loss of power; after false it is
    /// gone, and so is its number.
    /// </summary>
    public bool TryAppend(byte[] frame, int length)
    {
        uint sequence = NextSequence;
        SegmentWalk.WriteHeader(_record, RecordType.Frame, length, sequence);
        System.Array.Copy(frame, 0, _record, SegmentWalk.RecordHeaderLength, length);
        bool written = TryWriteRecord(SegmentWalk.RecordHeaderLength + length);
        NextSequence = sequence + 1;
        return written;
    }

    /// <summary>Reads a frame; false if the ring does not hold it.</summary>
    public bool TryRead(uint sequence, byte[] buffer, out int length)
    {
        length = 0;
        int segment = SegmentOf(sequence);
        if (segment < 0 || sequence >= NextSequence)
        {
            return false;
        }

        ReadHint hint = segment == _head ? _headHint : _olderHint;
        bool usable = hint.Number == _numbers[segment] && hint.Sequence <= sequence;
        _walk.Begin(segment, usable ? hint.Offset : SegmentHeader.Length);
        while (_walk.Next())
        {
            if (_walk.Type != RecordType.Frame || _walk.Value < sequence)
            {
                continue;
            }

            hint.Number = _numbers[segment];
            hint.Sequence = _walk.Value;
            hint.Offset = _walk.Offset;
            length = _walk.Length;
            return _walk.Value == sequence
                && length <= FrameLayout.MaxFrameLength
                && _flash.Read(segment, _walk.Offset + SegmentWalk.RecordHeaderLength, buffer, 0, length)
                && IsWhole(buffer, length);
        }

        return false;
    }

    /// <summary>The document with this hash that a frame is read with; null if the ring does not hold it.</summary>
    public byte[]? ReadSchema(uint sequence, uint hash)
    {
        int segment = SegmentOf(sequence);
        if (segment < 0)
        {
            return null;
        }

        byte[]? document = null;
        _walk.Begin(segment, SegmentHeader.Length);
        while (document == null && _walk.Next())
        {
            document = _walk.Type == RecordType.Schema && _walk.Value == hash ? _walk.ReadSchema() : null;
        }

        return document;
    }

    /// <summary>Looks through the next records, in the order of writing, for a schema document.</summary>
    /// <param name="cursor">Where to go on; says what was found.</param>
    /// <param name="atMost">Records to look at in this call.</param>
    public void FindSchema(SchemaCursor cursor, int atMost)
    {
        cursor.Document = null;
        int segment = cursor.IsAtEnd ? -1 : SegmentFrom(cursor.Number);
        if (segment < 0)
        {
            cursor.IsAtEnd = true;
            return;
        }

        _walk.Begin(segment, _numbers[segment] == cursor.Number ? cursor.Offset : SegmentHeader.Length);
        cursor.Number = _numbers[segment];
        for (int i = 0; i < atMost && cursor.Document == null; i++)
        {
            if (!_walk.Next())
            {
                cursor.Number++;
                cursor.Offset = SegmentHeader.Length;
                return;
            }

            cursor.Document = _walk.ReadSchema();
            cursor.Hash = _walk.Value;
            cursor.Offset = _walk.NextOffset;
        }
    }

    /// <summary>
    /// The lowest number above <paramref name="sequence"/> that can be read; <see cref="NextSequence"/> if there is none.
    /// </summary>
    public uint NextHeld(uint sequence, byte[] scratch)
    {
        uint oldest = OldestSequence;
        uint next = sequence + 1 > oldest ? sequence + 1 : oldest;
        while (next < NextSequence && !TryRead(next, scratch, out int _))
        {
            next++;
        }

        return next;
    }

    /// <summary>The gateway has everything up to <paramref name="sequence"/>. Recorded in the flash now and then.</summary>
    public void Free(uint sequence)
    {
        if (sequence <= FreedUpTo || sequence >= NextSequence)
        {
            return;
        }

        _state.FreedUpTo = sequence;
        if (sequence - _freedRecorded >= FreedRecordEvery)
        {
            RecordFreed();
        }
    }

    /// <summary>
    /// The gateway has lost its log, and has only what is up to <paramref name="sequence"/>: what is still held counts again.
    /// </summary>
    public void Unfree(uint sequence)
    {
        if (sequence < FreedUpTo)
        {
            _state.FreedUpTo = sequence;
            RecordFreed();
        }
    }

    private void RecordFreed()
    {
        _freedRecorded = FreedUpTo;
        WriteMark(RecordType.Freed, FreedUpTo);
    }

    private bool Format(ulong streamId)
    {
        for (int segment = 0; segment < _flash.SegmentCount; segment++)
        {
            if (!_flash.Erase(segment))
            {
                MediumFaults++;
            }
        }

        _state.StreamId = streamId;
        _state.BootCount = 1;
        NextSequence = 1;
        return TryOpenNext();
    }

    private bool WriteMark(byte type, uint value)
    {
        SegmentWalk.WriteHeader(_record, type, 0, value);
        return TryWriteRecord(SegmentWalk.RecordHeaderLength);
    }

    private bool TryWriteRecord(int length)
    {
        // A refused write spoils its segment: go on in the next, as often as there are segments.
        for (int attempt = 0; attempt < _flash.SegmentCount; attempt++)
        {
            int needed = _headHasSchema ? length : length + SchemaRecordLength;
            if (_headUsed + needed > _flash.SegmentLength && !TryOpenNext())
            {
                return false;
            }

            if (TryWriteSchema() && TryWrite(_record, length))
            {
                return true;
            }

            MediumFaults++;
            _headUsed = _flash.SegmentLength;
        }

        return false;
    }

    // The header first: what a loss of power leaves of the document is in room that the header claims.
    private bool TryWriteSchema()
    {
        if (_headHasSchema || _schema == null)
        {
            return true;
        }

        SegmentWalk.WriteHeader(_headerBytes, RecordType.Schema, _schema.Length, _schemaHash);
        _headHasSchema = TryWrite(_headerBytes, SegmentWalk.RecordHeaderLength) && TryWrite(_schema, _schema.Length);
        return _headHasSchema;
    }

    private bool TryWrite(byte[] bytes, int length)
    {
        int offset = _headUsed;
        _headUsed += length;
        return _flash.Write(_head, offset, bytes, 0, length);
    }

    private bool TryOpenNext()
    {
        for (int attempt = 0; attempt < _flash.SegmentCount; attempt++)
        {
            int segment = (_head + 1) % _flash.SegmentCount;
            NoteLost(segment);
            _head = segment;
            _numbers[segment] = 0;
            _headHasSchema = false;
            _state.Number++;
            _state.FirstSequence = NextSequence;
            _state.Write(_headerBytes);
            if (_flash.Erase(segment) && _flash.Write(segment, 0, _headerBytes, 0, SegmentHeader.Length))
            {
                _numbers[segment] = _state.Number;
                _firsts[segment] = NextSequence;
                _headUsed = SegmentHeader.Length;
                _freedRecorded = FreedUpTo;
                return true;
            }

            MediumFaults++;
        }

        _headUsed = _flash.SegmentLength;
        return false;
    }

    // The segment is about to be erased: what it holds beyond the gateway's cursor is lost.
    private void NoteLost(int segment)
    {
        if (_numbers[segment] == 0)
        {
            return;
        }

        uint end = NextSequence;
        for (int i = 0; i < _numbers.Length; i++)
        {
            if (_numbers[i] > _numbers[segment] && _firsts[i] < end)
            {
                end = _firsts[i];
            }
        }

        uint first = _firsts[segment] > FreedUpTo + 1 ? _firsts[segment] : FreedUpTo + 1;
        if (first >= end)
        {
            return;
        }

        if (LostFirst == 0 || LostLast + 1 != first)
        {
            _state.LostFirst = first;
        }

        _state.LostLast = end - 1;
        _state.LostFrames += end - first;
    }

    private int OldestSegment()
    {
        int oldest = -1;
        for (int i = 0; i < _numbers.Length; i++)
        {
            if (_numbers[i] != 0 && (oldest < 0 || _numbers[i] < _numbers[oldest]))
            {
                oldest = i;
            }
        }

        return oldest;
    }

    // The oldest segment with this number or a higher one; -1 if there is none.
    private int SegmentFrom(uint number)
    {
        int found = -1;
        for (int i = 0; i < _numbers.Length; i++)
        {
            if (_numbers[i] != 0 && _numbers[i] >= number && (found < 0 || _numbers[i] < _numbers[found]))
            {
                found = i;
            }
        }

        return found;
    }

    private int SegmentOf(uint sequence)
    {
        int found = -1;
        for (int i = 0; i < _numbers.Length; i++)
        {
            if (_numbers[i] != 0 && _firsts[i] <= sequence && (found < 0 || _numbers[i] > _numbers[found]))
            {
                found = i;
            }
        }

        return found;
    }

    // Where a frame was found last, so that reading on in order does not begin at the segment's start each time.
    private sealed class ReadHint
    {
        public uint Number;
        public uint Sequence;
        public int Offset;
    }
}
