using System;
using System.Collections.Generic;
using EdgeLogger.Firmware.Board;

namespace EdgeLogger.Firmware.Tests.Board;

/// <summary>A connection that keeps what is published to be retained.</summary>
internal sealed class DocumentLink : IUplinkLink
{
    public Dictionary<string, byte[]> Retained { get; } = [];

    public LinkState State { get; private set; }

    public string LastError => "";

    public void BeginConnect() => State = LinkState.Up;

    public bool TryPublish(string topic, byte[] payload, int length, bool retain)
    {
        if (retain)
        {
            Retained[topic] = payload.AsSpan(0, length).ToArray();
        }

        return true;
    }

    public bool TryReceive(InboundMessage into) => false;

    public void Close() => State = LinkState.Down;
}
