using EdgeLogger.Firmware.Board;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Storage;

/// <summary>
/// Store and forward: one stream's frames, kept in flash until the gateway has them on disk. Segments are filled one after the
/// other, round and round; when the oldest has to go, what it held and the gateway had not is a lost range. A loss of power at any
/// write or erase costs at most the frame that was being written, which nobody had seen, and no sequence number is given twice.
/// In memory it keeps eight bytes a segment. Not safe for two threads.
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

    /// <summary>The number that the next frame must bear.</summary>
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

    /// <summary>Bytes that the ring surely holds before it overwrites: all segments but the one that is being reused.</summary>
    public long CapacityBytes => (long)(_flash.SegmentCount - 1) * (_flash.SegmentLength - SegmentHeader.Length);

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

    /// <summary>Whether the bytes end in the CRC-32 of what stands before it, as every frame does.</summary>
    public static bool IsWhole(byte[] frame, int length) => length > FrameLayout.CrcLength
        && LittleEndian.ReadUInt32(frame, length - FrameLayout.CrcLength)
            == Crc32.Compute(frame, 0, length - FrameLayout.CrcLength);

    /// <summary>Whether a flash holds a ring with frames that the gateway had not when it was last told. It is not touched.</summary>
    public static bool HoldsFrames(IFlash flash)
    {
        RingMount mount = new RingMount(flash);
        return mount.Run() && mount.Head >= 0 && mount.NextSequence > mount.State.FreedUpTo + 1;
    }

    /// <summary>
    /// Takes up what the flash holds, formats it if it holds nothing, and counts the boot. False if the medium fails: nothing is
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
        _freedRecorded = _state.FreedUpTo;
        NextSequence = mount.NextSequence;
        FoundTornTail = mount.FoundTornTail;
        _state.BootCount++;
        return WriteMark(RecordType.Boot, _state.BootCount);
    }

    /// <summary>
    /// Appends a finished frame that bears <see cref="NextSequence"/>. After true it survives a loss of power; after false it is
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

    /// <summary>The lowest number above <paramref name="sequence"/> that can be read; <see cref="NextSequence"/> if there is none.</summary>
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

    /// <summary>The gateway has lost its log, and has only what is up to <paramref name="sequence"/>: what is still held counts again.</summary>
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
            if (_headUsed + length > _flash.SegmentLength && !TryOpenNext())
            {
                return false;
            }

            int offset = _headUsed;
            _headUsed += length;
            if (_flash.Write(_head, offset, _record, 0, length))
            {
                return true;
            }

            MediumFaults++;
            _headUsed = _flash.SegmentLength;
        }

        return false;
    }

    private bool TryOpenNext()
    {
        for (int attempt = 0; attempt < _flash.SegmentCount; attempt++)
        {
            int segment = (_head + 1) % _flash.SegmentCount;
            NoteLost(segment);
            _head = segment;
            _numbers[segment] = 0;
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
