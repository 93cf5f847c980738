using EdgeLogger.Firmware.Seams;

namespace EdgeLogger.Firmware.Tests.Board;

/// <summary>A connection that never comes up.</summary>
internal sealed class DeadLink : IUplinkLink
{
    public LinkState State => LinkState.Down;

    public string LastError => "nobody there";

    public void BeginConnect(byte[] will)
    {
    }

    public bool TryPublish(string topic, byte[] payload, int length, bool retain) => false;

    public bool TryReceive(InboundMessage into) => false;

    public void Close()
    {
    }
}
