using System;
using System.Collections.Generic;
using EdgeLogger.Firmware.Tests.Sampling;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Tests.Uplink;

/// <summary>What a gateway does for one stream: keeps each frame once, books gaps, and answers with what it has.</summary>
internal sealed class FakeGateway
{
    private readonly SortedDictionary<uint, byte[]> _frames = [];
    private readonly SortedSet<uint> _settled = [];
    private readonly Ack _ack = new();

    /// <summary>Frames by their number.</summary>
    public SortedDictionary<uint, byte[]> Frames => _frames;

    /// <summary>Gap frames that came, each as often as it came.</summary>
    public List<(uint First, uint Last)> Gaps { get; } = [];

    /// <summary>Frames that came more than once.</summary>
    public int Duplicates { get; private set; }

    public ulong StreamId { get; private set; }

    public uint Contiguous
    {
        get
        {
            uint contiguous = 0;
            while (_settled.Contains(contiguous + 1))
            {
                contiguous++;
            }

            return contiguous;
        }
    }

    public void Take(byte[] bytes)
    {
        Recorded frame = Recorded.Read(bytes, bytes.Length);
        StreamId = LittleEndian.ReadUInt64(bytes, FrameLayout.StreamIdAt);
        if (_frames.TryGetValue(frame.Sequence, out byte[]? before))
        {
            Duplicates++;
            Assert.Equal(before, bytes);
            return;
        }

        _frames.Add(frame.Sequence, bytes);
        _settled.Add(frame.Sequence);
        if (frame.Kind == FrameKind.Gap)
        {
            Gaps.Add((frame.GapFirst, frame.GapLast));
            for (uint sequence = frame.GapFirst; sequence <= frame.GapLast; sequence++)
            {
                _settled.Add(sequence);
            }
        }
    }

    /// <summary>The gateway's disk is replaced by an empty one.</summary>
    public void LoseLog()
    {
        _frames.Clear();
        _settled.Clear();
        Gaps.Clear();
    }

    public byte[] MakeAck()
    {
        _ack.StreamId = StreamId;
        _ack.Contiguous = Contiguous;
        _ack.RangeCount = 0;
        uint last = 0;
        foreach (uint sequence in _settled)
        {
            if (sequence <= _ack.Contiguous)
            {
                continue;
            }

            if (_ack.RangeCount > 0 && sequence == last + 1)
            {
                _ack.RangeLast[_ack.RangeCount - 1] = sequence;
            }
            else if (_ack.RangeCount < Ack.MaxRanges)
            {
                _ack.RangeFirst[_ack.RangeCount] = sequence;
                _ack.RangeLast[_ack.RangeCount++] = sequence;
            }
            else
            {
                break;
            }

            last = sequence;
        }

        byte[] buffer = new byte[Ack.MaxLength];
        return buffer.AsSpan(0, _ack.Write(buffer)).ToArray();
    }
}
