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
    /// Writes a batch and returns what the server made of it. Everything that a server or a network can do is an outcome; only
    /// cancellation is an exception.
    /// </summary>
    /// <param name="batch">The points; not kept.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<WriteOutcome> WriteAsync(LineBatch batch, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes points of a test. Accepted: they are gone; rejected: this server cannot delete.
    /// </summary>
    /// <param name="points">The points.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<WriteOutcome> DeleteAsync(PointDeletion points, CancellationToken cancellationToken);
}

/// <summary>Points on their way to a server.</summary>
/// <param name="Lines">Whole lines with times in ms.</param>
/// <param name="Gzip">The same lines packed, where that was done beforehand; empty otherwise.</param>
public readonly record struct LineBatch(ReadOnlyMemory<byte> Lines, ReadOnlyMemory<byte> Gzip)
{
    public static implicit operator LineBatch(ReadOnlyMemory<byte> lines) => new(lines, default);

    public static implicit operator LineBatch(byte[] lines) => new(lines, default);
}
