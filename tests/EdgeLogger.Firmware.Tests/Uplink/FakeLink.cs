using System;
using System.Collections.Generic;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Tests.Uplink;

/// <summary>A network and a broker that drop, double and reorder as set, with a gateway behind them.</summary>
internal sealed class FakeLink(FakeGateway gateway, Random random) : IUplinkLink
{
    private const string Stem = "el/1/board-1/";

    private readonly List<byte[]> _toGateway = [];
    private readonly List<byte[]> _toBoard = [];

    /// <summary>
    /// Of a hundred messages, how many are dropped, and how many doubled; and how often a connection dies in a hundred turns.
    /// </summary>
    public int DropPercent { get; set; }

    public int DoublePercent { get; set; }

    public int DiePercent { get; set; }

    public bool Reorders { get; set; }

    /// <summary>Nobody answers while false.</summary>
    public bool BrokerIsUp { get; set; } = true;

    public bool GatewayIsUp { get; set; } = true;

    /// <summary>Topics in the order of publishing, without the board's stem.</summary>
    public List<string> Topics { get; } = [];

    /// <summary>Messages to deliver to the board as they are.</summary>
    public Queue<(string Topic, byte[] Payload)> Extra { get; } = new();

    public int Connects { get; private set; }

    public LinkState State { get; private set; }

    public string LastError => "";

    public void BeginConnect(byte[] will)
    {
        Assert.Equal(LinkState.Down, State);
        Connects++;
        State = BrokerIsUp ? LinkState.Up : LinkState.Down;
    }

    public bool TryPublish(string topic, byte[] payload, int length, bool retain)
    {
        Assert.Equal(LinkState.Up, State);
        if (Chance(DropPercent / 2))
        {
            return false;
        }

        Topics.Add(topic[Stem.Length..]);
        if (topic is Stem + "live" or Stem + "backfill")
        {
            Assert.False(retain);
            Put(_toGateway, payload.AsSpan(0, length).ToArray());
        }

        return true;
    }

    public bool TryReceive(InboundMessage into)
    {
        (string Topic, byte[] Payload) message;
        if (Extra.Count > 0)
        {
            message = Extra.Dequeue();
        }
        else if (_toBoard.Count > 0)
        {
            message = (Stem + "ack", _toBoard[0]);
            _toBoard.RemoveAt(0);
        }
        else
        {
            return false;
        }

        into.Topic = message.Topic;
        into.Length = message.Payload.Length;
        message.Payload.CopyTo(into.Payload, 0);
        return true;
    }

    public void Close() => Die();

    /// <summary>Lets the network and the gateway do their part.</summary>
    public void Turn()
    {
        if (GatewayIsUp && _toGateway.Count > 0)
        {
            foreach (byte[] frame in _toGateway)
            {
                gateway.Take(frame);
            }

            _toGateway.Clear();
            Put(_toBoard, gateway.MakeAck());
        }

        if (State == LinkState.Up && Chance(DiePercent))
        {
            Die();
        }
    }

    public void Die()
    {
        State = LinkState.Down;
        if (Chance(DropPercent * 3))
        {
            _toGateway.Clear();
            _toBoard.Clear();
        }
    }

    private void Put(List<byte[]> queue, byte[] message)
    {
        for (int copies = Chance(DropPercent) ? 0 : Chance(DoublePercent) ? 2 : 1; copies > 0; copies--)
        {
            queue.Insert(Reorders ? random.Next(queue.Count + 1) : queue.Count, message);
        }
    }

    private bool Chance(int percent) => random.Next(100) < percent;
}
