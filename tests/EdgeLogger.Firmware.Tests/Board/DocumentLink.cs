using System;
using System.Collections.Generic;
using System.Text;
using EdgeLogger.Firmware.Seams;
using EdgeLogger.Frames;

namespace EdgeLogger.Firmware.Tests.Board;

/// <summary>
/// A connection that keeps documents, answers and frames, and brings what a test lays down. It acknowledges nothing by itself.
/// </summary>
internal sealed class DocumentLink : IUplinkLink
{
    public Dictionary<string, byte[]> Retained { get; } = [];

    public List<string> Answers { get; } = [];

    public List<byte[]> Frames { get; } = [];

    /// <summary>The last will of the newest connection.</summary>
    public byte[] Will { get; private set; } = [];

    /// <summary>Everything that was published, connection by connection, in its order.</summary>
    public List<List<(string Topic, byte[] Payload, bool IsRetained)>> Connections { get; } = [];

    /// <summary>While true, the connection is up and takes no message.</summary>
    public bool IsFull { get; set; }

    public Queue<(string Topic, byte[] Payload, bool IsRetained)> Inbound { get; } = new();

    /// <summary>While true, no connection comes up.</summary>
    public bool IsDead { get; set; }

    public LinkState State { get; private set; }

    public string LastError => "";

    public void BeginConnect(byte[] will)
    {
        State = IsDead ? LinkState.Down : LinkState.Up;
        Connections.Add([]);
        Will = will;
    }

    public bool TryPublish(string topic, byte[] payload, int length, bool retain)
    {
        if (IsFull)
        {
            return false;
        }

        byte[] copy = payload.AsSpan(0, length).ToArray();
        Connections[^1].Add((topic, copy, retain));
        if (retain)
        {
            Retained[topic] = copy;
        }
        else if (topic.EndsWith("/cmd/result", StringComparison.Ordinal))
        {
            Answers.Add(Encoding.UTF8.GetString(copy));
        }
        else if (!topic.EndsWith("/schema", StringComparison.Ordinal))
        {
            Frames.Add(copy);
        }

        return true;
    }

    /// <summary>Acknowledges one stream up to a number.</summary>
    public void Acknowledge(ulong stream, uint contiguous)
    {
        byte[] buffer = new byte[Ack.MaxLength];
        int length = new Ack { StreamId = stream, Contiguous = contiguous }.Write(buffer);
        Inbound.Enqueue(("el/1/board-1/ack", buffer.AsSpan(0, length).ToArray(), false));
    }

    public bool TryReceive(InboundMessage into)
    {
        if (!Inbound.TryDequeue(out (string Topic, byte[] Payload, bool IsRetained) message))
        {
            return false;
        }

        into.Topic = message.Topic;
        into.IsRetained = message.IsRetained;
        into.Length = message.Payload.Length;
        message.Payload.CopyTo(into.Payload, 0);
        return true;
    }

    public void Close() => State = LinkState.Down;
}
