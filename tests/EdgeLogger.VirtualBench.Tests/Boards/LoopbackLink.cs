using System;
using System.Collections.Generic;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Frames;
using EdgeLogger.Topics;

namespace EdgeLogger.VirtualBench.Tests.Boards;

/// <summary>
/// A connection whose far end keeps every frame and acknowledges each stream; it can be silent, or break at random.
/// </summary>
internal sealed class LoopbackLink : IUplinkLink
{
    private readonly Dictionary<ulong, SortedDictionary<uint, byte[]>> _streams = [];
    private readonly Dictionary<ulong, uint> _contiguous = [];
    private readonly HashSet<ulong> _ackDue = [];
    private readonly Ack _ack = new();
    private readonly Random? _breaks;

    private readonly string _ackTopic;

    /// <param name="boardId">The board.</param>
    /// <param name="breaks">Breaks the connection and drops what was sent, now and then; null: never.</param>
    public LoopbackLink(string boardId = "bench-1", Random? breaks = null)
    {
        _ackTopic = new BoardTopics(boardId).Ack;
        _breaks = breaks;
    }

    /// <summary>While true, nothing is taken.</summary>
    public bool IsSilent { get; set; }

    public long FrameBytes { get; private set; }

    public long Breaks { get; private set; }

    public LinkState State { get; private set; }

    public string LastError => "";

    /// <summary>The frames of the only stream, in order.</summary>
    public IReadOnlyCollection<byte[]> Frames => Assert.Single(_streams).Value.Values;

    public void BeginConnect(byte[] will) => State = LinkState.Up;

    public bool TryPublish(string topic, byte[] payload, int length, bool retain)
    {
        if (_breaks is not null && _breaks.Next(20) == 0)
        {
            Breaks++;
            State = LinkState.Down;
            return false;
        }

        bool dropped = _breaks is not null && _breaks.Next(10) == 0;
        if (!IsSilent && !retain && !dropped)
        {
            Take(payload.AsSpan(0, length).ToArray());
        }

        return true;
    }

    public bool TryReceive(InboundMessage into)
    {
        foreach (ulong stream in _ackDue)
        {
            _ackDue.Remove(stream);
            _ack.StreamId = stream;
            _ack.Contiguous = _contiguous[stream];
            into.Topic = _ackTopic;
            into.Length = _ack.Write(into.Payload);
            return true;
        }

        return false;
    }

    public void Close() => State = LinkState.Down;

    private void Take(byte[] frame)
    {
        ulong stream = LittleEndian.ReadUInt64(frame, FrameLayout.StreamIdAt);
        uint sequence = LittleEndian.ReadUInt32(frame, FrameLayout.SequenceAt);
        if (!_streams.TryGetValue(stream, out SortedDictionary<uint, byte[]>? frames))
        {
            frames = _streams[stream] = [];
            _contiguous[stream] = 0;
        }

        if (frames.TryAdd(sequence, frame))
        {
            FrameBytes += frame.Length;
        }

        while (frames.ContainsKey(_contiguous[stream] + 1))
        {
            _contiguous[stream]++;
        }

        _ackDue.Add(stream);
    }
}
