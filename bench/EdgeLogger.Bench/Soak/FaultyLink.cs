using System;
using System.Collections.Generic;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Topics;

namespace EdgeLogger.Bench.Soak;

/// <summary>
/// A board's connection on which some frames are doubled, overtaken or changed. Used by one thread, like the board.
/// </summary>
internal sealed class FaultyLink : IUplinkLink
{
    // One in so many frames, of each kind of fault.
    private const int FramesAFault = 60;

    private readonly IUplinkLink _link;
    private readonly BoardTopics _topics;
    private readonly SoakFault[] _kinds;
    private readonly FaultCounts _counts;
    private readonly Random _random;
    private byte[]? _overtaken;
    private string _overtakenTopic = "";

    /// <param name="boardId">The board.</param>
    /// <param name="link">The sound connection.</param>
    /// <param name="faults">Those to make; the ones that are not of a link are left to others.</param>
    /// <param name="counts">Receives every fault.</param>
    /// <param name="seed">Decides which frames.</param>
    public FaultyLink(string boardId, IUplinkLink link, IReadOnlySet<SoakFault> faults, FaultCounts counts, int seed)
    {
        _link = link;
        _topics = new BoardTopics(boardId);
        _kinds = Array.FindAll([SoakFault.Duplicate, SoakFault.Reorder, SoakFault.BitFlip], faults.Contains);
        _counts = counts;
        _random = new Random(seed);
    }

    /// <summary>Faults are made until this is set.</summary>
    public bool IsSound { get; set; }

    public LinkState State => _link.State;

    public string LastError => _link.LastError;

    public void BeginConnect(byte[] will)
    {
        _overtaken = null;
        _link.BeginConnect(will);
    }

    public bool TryPublish(string topic, byte[] payload, int length, bool retain)
    {
        bool isFrame = topic == _topics.Live || topic == _topics.Backfill;
        if (IsSound || !isFrame || _kinds.Length == 0 || _random.Next(FramesAFault) >= _kinds.Length)
        {
            return _link.TryPublish(topic, payload, length, retain) && SendOvertaken();
        }

        SoakFault fault = _kinds[_random.Next(_kinds.Length)];
        bool taken = fault switch
        {
            SoakFault.Duplicate => _link.TryPublish(topic, payload, length, retain) && SendTwice(topic, payload, length),
            SoakFault.Reorder => KeepBack(topic, payload, length),
            _ => SendChanged(topic, payload, length),
        };
        if (taken)
        {
            _counts.Count(fault);
        }

        return taken;
    }

    public bool TryReceive(InboundMessage into) => _link.TryReceive(into);

    public void Close()
    {
        _overtaken = null;
        _link.Close();
    }

    private bool SendTwice(string topic, byte[] payload, int length)
    {
        _link.TryPublish(topic, payload, length, retain: false);
        return true;
    }

    private bool KeepBack(string topic, byte[] payload, int length)
    {
        if (_link.State != LinkState.Up || _overtaken is not null)
        {
            return _link.TryPublish(topic, payload, length, retain: false);
        }

        _overtaken = payload.AsSpan(0, length).ToArray();
        _overtakenTopic = topic;
        return true;
    }

    private bool SendOvertaken()
    {
        // If the connection has no room for it, it is lost on the way: the board sends it again.
        if (_overtaken is { } frame)
        {
            _overtaken = null;
            _link.TryPublish(_overtakenTopic, frame, frame.Length, retain: false);
        }

        return true;
    }

    private bool SendChanged(string topic, byte[] payload, int length)
    {
        byte[] changed = payload.AsSpan(0, length).ToArray();
        changed[_random.Next(length)] ^= (byte)(1 << _random.Next(8));
        return _link.TryPublish(topic, changed, length, retain: false);
    }
}
