using EdgeLogger.Firmware.Seams;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Storage;

/// <summary>
/// Finds, at start, what a ring holds: the headers of all segments, and every record of the newest. Whatever a loss of power left
/// half written is passed over, together with the sequence numbers that it may have borne.
/// </summary>
internal sealed class RingMount
{
    // The shortest frame record: how many numbers an unreadable stretch can have used.
    private const int ShortestRecord = SegmentWalk.RecordHeaderLength + FrameLayout.HeaderLength + FrameLayout.CrcLength;

    private readonly IFlash _flash;
    private readonly SegmentWalk _walk;
    private readonly byte[] _buffer = new byte[FrameLayout.MaxFrameLength];

    public RingMount(IFlash flash)
    {
        _flash = flash;
        _walk = new SegmentWalk(flash);
        Numbers = new uint[flash.SegmentCount];
        Firsts = new uint[flash.SegmentCount];
    }

    /// <summary>The number of each segment; 0 if it is not in use.</summary>
    public uint[] Numbers { get; }

    /// <summary>The lowest sequence number that each segment can hold.</summary>
    public uint[] Firsts { get; }

    /// <summary>The newest header, brought up to date by the records behind it.</summary>
    public SegmentHeader State { get; } = new SegmentHeader();

    /// <summary>The newest segment, -1 if there is none.</summary>
    public int Head { get; private set; } = -1;

    /// <summary>Bytes of the newest segment that must not be written again.</summary>
    public int HeadUsed { get; private set; }

    /// <summary>One above every sequence number that was ever used.</summary>
    public uint NextSequence { get; private set; }

    /// <summary>Whether the newest schema document of the newest segment is whole.</summary>
    public bool HasSchema { get; private set; }

    /// <summary>Its hash.</summary>
    public uint SchemaHash { get; private set; }

    /// <summary>Whether the newest segment ends in something half written.</summary>
    public bool FoundTornTail { get; private set; }

    /// <summary>Reads the flash; false if it cannot be read.</summary>
    public bool Run()
    {
        if (!ReadHeaders())
        {
            return false;
        }

        if (Head < 0)
        {
            return true;
        }

        DropOtherStreams();
        return ReadHead() && LookIntoDamaged();
    }

    private bool ReadHeaders()
    {
        SegmentHeader header = new SegmentHeader();
        for (int segment = 0; segment < _flash.SegmentCount; segment++)
        {
            if (!_flash.Read(segment, 0, _buffer, 0, SegmentHeader.Length))
            {
                return false;
            }

            if (!header.TryRead(_buffer))
            {
                continue;
            }

            Numbers[segment] = header.Number;
            Firsts[segment] = header.FirstSequence;
            if (Head < 0 || header.Number > State.Number)
            {
                Head = segment;
                State.TryRead(_buffer);
            }
        }

        return true;
    }

    private void DropOtherStreams()
    {
        SegmentHeader header = new SegmentHeader();
        for (int segment = 0; segment < _flash.SegmentCount; segment++)
        {
            if (Numbers[segment] != 0 && _flash.Read(segment, 0, _buffer, 0, SegmentHeader.Length)
                && header.TryRead(_buffer) && header.StreamId != State.StreamId)
            {
                Numbers[segment] = 0;
            }
        }
    }

    private bool ReadHead()
    {
        NextSequence = State.FirstSequence;
        int skippedAtFrame = 0;
        _walk.Begin(Head, SegmentHeader.Length);
        while (_walk.Next())
        {
            switch (_walk.Type)
            {
                case RecordType.Frame:
                    NextSequence = _walk.Value + 1;
                    skippedAtFrame = _walk.Skipped;
                    if (!TryCheckFrame())
                    {
                        return false;
                    }

                    break;
                case RecordType.Boot:
                    State.BootCount = _walk.Value;
                    break;
                case RecordType.Freed:
                    State.FreedUpTo = _walk.Value;
                    break;
                case RecordType.Schema:
                    SchemaHash = _walk.Value;
                    HasSchema = _walk.ReadSchema() != null;
                    FoundTornTail |= !HasSchema;
                    break;
            }
        }

        HeadUsed = _walk.Offset;
        int dirty = DirtyBytes();
        if (dirty < 0)
        {
            return false;
        }

        // Only a whole record can have been sent before it went bad; its last bytes may look blank.
        int unreadable = dirty + _walk.Skipped - skippedAtFrame;
        NextSequence += (uint)((unreadable + FrameLayout.CrcLength) / ShortestRecord);
        FoundTornTail |= dirty + _walk.Skipped > 0;
        if (dirty > 0)
        {
            // No loss of power leaves that: bytes have rotted, and nobody knows where records end.
            HeadUsed = _flash.SegmentLength;
        }

        return true;
    }

    private bool TryCheckFrame()
    {
        if (_walk.Length > FrameLayout.MaxFrameLength || _walk.Length < FrameLayout.CrcLength)
        {
            FoundTornTail = true;
            return true;
        }

        if (!_flash.Read(Head, _walk.Offset + SegmentWalk.RecordHeaderLength, _buffer, 0, _walk.Length))
        {
            return false;
        }

        FoundTornTail |= !FrameRing.IsWhole(_buffer, _walk.Length);
        return true;
    }

    // How far behind the last record something is written; -1 if it cannot be read.
    private int DirtyBytes()
    {
        int end = HeadUsed;
        for (int offset = HeadUsed; offset < _flash.SegmentLength; offset += _buffer.Length)
        {
            int left = _flash.SegmentLength - offset;
            int count = left < _buffer.Length ? left : _buffer.Length;
            if (!_flash.Read(Head, offset, _buffer, 0, count))
            {
                return -1;
            }

            for (int i = 0; i < count; i++)
            {
                if (_buffer[i] != 0xFF)
                {
                    end = offset + i + 1;
                }
            }
        }

        return end - HeadUsed;
    }

    // A segment whose header has gone bad is of no use, but the numbers that its records have are used.
    private bool LookIntoDamaged()
    {
        for (int segment = 0; segment < _flash.SegmentCount; segment++)
        {
            if (Numbers[segment] != 0)
            {
                continue;
            }

            _walk.Begin(segment, SegmentHeader.Length);
            while (_walk.Next())
            {
                if (_walk.Type == RecordType.Frame && _walk.Value >= NextSequence && IsOfThisStream(segment))
                {
                    NextSequence = _walk.Value + 1;
                    HeadUsed = _flash.SegmentLength;
                }
            }
        }

        return true;
    }

    private bool IsOfThisStream(int segment) =>
        _flash.Read(segment, _walk.Offset + SegmentWalk.RecordHeaderLength, _buffer, 0, FrameLayout.HeaderLength)
        && LittleEndian.ReadUInt64(_buffer, FrameLayout.StreamIdAt) == State.StreamId;
}
