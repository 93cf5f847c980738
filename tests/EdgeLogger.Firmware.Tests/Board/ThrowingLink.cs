using System;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Tests.Board;

/// <summary>A connection that comes up and then throws at whatever it is given.</summary>
internal sealed class ThrowingLink : IUplinkLink
{
    public LinkState State { get; private set; }

    public string LastError => "";

    public void BeginConnect(byte[] will) => State = LinkState.Up;

    public bool TryPublish(string topic, byte[] payload, int length, bool retain) =>
        throw new InvalidOperationException("the link fails");

    public bool TryReceive(InboundMessage into) => false;

    public void Close() => State = LinkState.Down;
}
