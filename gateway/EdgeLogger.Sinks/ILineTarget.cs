using System;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Sinks;

/// <summary>A server that takes line protocol: the seam between the sink and the outside.</summary>
public interface ILineTarget : IDisposable
{
    /// <summary>Batches are sent packed: packing them while the batch before is under way saves the server's time.</summary>
    bool TakesGzip { get; }

    /// <summary>
    /// Writes a batch and tells what the server made of it. Everything that a server or a network can do is an outcome; only
    /// cancellation is an exception.
    /// </summary>
    /// <param name="batch">The points; not kept.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<WriteOutcome> WriteAsync(LineBatch batch, CancellationToken cancellationToken);
}
