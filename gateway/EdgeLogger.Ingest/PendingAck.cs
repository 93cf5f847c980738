using EdgeLogger.Frames;

namespace EdgeLogger.Ingest;

/// <summary>The newest acknowledgement of a stream that has not been published yet.</summary>
internal sealed class PendingAck
{
    public string Board { get; set; } = "";

    public string Topic { get; set; } = "";

    public Ack Ack { get; } = new();
}
