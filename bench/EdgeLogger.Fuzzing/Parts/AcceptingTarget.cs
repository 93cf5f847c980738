using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Sinks;

namespace EdgeLogger.Fuzzing.Parts;

/// <summary>A server that takes every point and keeps none.</summary>
internal sealed class AcceptingTarget : ILineTarget
{
    public bool TakesGzip => false;

    public Task<WriteOutcome> WriteAsync(LineBatch batch, CancellationToken cancellationToken) =>
        Task.FromResult(WriteOutcome.Accepted);

    public Task<WriteOutcome> DeleteAsync(PointDeletion points, CancellationToken cancellationToken) =>
        Task.FromResult(WriteOutcome.Accepted);

    public void Dispose()
    {
    }
}
