using System;
using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Bench.Storm;

/// <summary>A board's connection that reports when the board tries to connect.</summary>
internal sealed class TimedLink(IUplinkLink link, Action tries) : IUplinkLink
{
    public LinkState State => link.State;

    public string LastError => link.LastError;

    public void BeginConnect(byte[] will)
    {
        tries();
        link.BeginConnect(will);
    }

    public bool TryPublish(string topic, byte[] payload, int length, bool retain) =>
        link.TryPublish(topic, payload, length, retain);

    public bool TryReceive(InboundMessage into) => link.TryReceive(into);

    public void Close() => link.Close();
}
