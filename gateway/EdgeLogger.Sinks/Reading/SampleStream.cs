using EdgeLogger.Sinks.Store;

namespace EdgeLogger.Sinks.Reading;

/// <summary>One stream on its way to a server.</summary>
internal sealed class SampleStream
{
    public SampleStream(ulong streamId) => StreamId = streamId;

    public ulong StreamId { get; }

    /// <summary>Every frame up to this one is in the log or told lost.</summary>
    public uint Contiguous { get; set; }

    /// <summary>The first frame that has not become points.</summary>
    public long Next { get; set; } = 1;

    /// <summary>How the boot under way is dated, if its frames do not say.</summary>
    public BootDate? Date { get; set; }

    /// <summary>The search for that date.</summary>
    public BootScan? Scan { get; set; }

    /// <summary>It is in the queue of streams to read.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Frames still to be read.</summary>
    public long Behind => Contiguous + 1L - Next;

    public SampleCursor Cursor => new(StreamId, Next, Date);
}
