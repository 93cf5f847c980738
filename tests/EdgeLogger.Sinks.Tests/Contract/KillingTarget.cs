using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Sinks.Tests.Contract;

/// <summary>Lets a deletion through, and nothing after it.</summary>
internal sealed class KillingTarget(ILineTarget inner) : ILineTarget
{
    private readonly TaskCompletionSource _deleted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The server has deleted.</summary>
    public Task Deleted => _deleted.Task;

    public bool TakesGzip => inner.TakesGzip;

    public Task<WriteOutcome> WriteAsync(LineBatch batch, CancellationToken cancellationToken) =>
        Task.FromResult(WriteOutcome.Unreachable("killed"));

    public async Task<WriteOutcome> DeleteAsync(PointDeletion points, CancellationToken cancellationToken)
    {
        WriteOutcome outcome = await inner.DeleteAsync(points, cancellationToken);
        Assert.Equal(WriteOutcome.Accepted, outcome);
        _deleted.TrySetResult();
        // Nobody hears of it.
        return WriteOutcome.Unreachable("killed");
    }

    public void Dispose() => inner.Dispose();
}
