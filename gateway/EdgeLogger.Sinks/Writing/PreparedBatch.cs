using System;
using System.Collections.Generic;
using EdgeLogger.Sinks.Http;
using EdgeLogger.Sinks.LineProtocol;
using EdgeLogger.Sinks.Store;

namespace EdgeLogger.Sinks.Writing;

/// <summary>
/// A batch, and where the cursors stand once the server has it. Two of them take turns: one is filled while the other is sent.
/// </summary>
internal sealed class PreparedBatch : IDisposable
{
    /// <summary>The points.</summary>
    public LineProtocolWriter Writer { get; } = new();

    /// <summary>The points packed, for a server that takes them so.</summary>
    public GzipBody Packed { get; } = new();

    public IReadOnlyCollection<SampleCursor> Samples { get; set; } = [];

    public IReadOnlyCollection<ResultCursor> Results { get; set; } = [];

    public IReadOnlyCollection<StepCursor> Steps { get; set; } = [];

    /// <summary>Cursors of other sources, by their names.</summary>
    public IReadOnlyDictionary<string, long> Others { get; set; } = new Dictionary<string, long>();

    /// <summary>Frames that became its points.</summary>
    public long Frames { get; set; }

    public LineBatch Lines => new(Writer.Batch, Packed.Bytes);

    public void Dispose() => Packed.Dispose();
}
