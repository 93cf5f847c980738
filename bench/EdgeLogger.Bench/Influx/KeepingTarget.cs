using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Sinks;

namespace EdgeLogger.Bench.Influx;

/// <summary>Takes every batch at once and keeps what would be on the wire.</summary>
internal sealed class KeepingTarget : ILineTarget
{
    /// <summary>The packed batches in order.</summary>
    public List<byte[]> Bodies { get; } = [];

    /// <summary>Bytes of the lines before they were packed.</summary>
    public long LineBytes { get; private set; }

    public bool TakesGzip => true;

    public Task<WriteOutcome> WriteAsync(LineBatch batch, CancellationToken cancellationToken)
    {
        Bodies.Add(batch.Gzip.ToArray());
        LineBytes += batch.Lines.Length;
        return Task.FromResult(WriteOutcome.Accepted);
    }

    public Task<WriteOutcome> DeleteAsync(PointDeletion points, CancellationToken cancellationToken) =>
        Task.FromResult(WriteOutcome.Accepted);

    public void Dispose()
    {
    }
}
