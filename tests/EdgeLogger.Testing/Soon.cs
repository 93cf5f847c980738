using System;
using System.Threading;
using System.Threading.Tasks;

namespace EdgeLogger.Testing;

/// <summary>
/// Waits for what must happen, and fails if it does not. The limit is for a machine that is kept busy by something else: a test
/// that passes never waits for it.
/// </summary>
public static class Soon
{
    /// <summary>How long anything may take on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    public static Task InTime(this Task task) => task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    public static Task<T> InTime<T>(this ValueTask<T> task) => task.AsTask().InTime();

    public static Task InTime(this ValueTask task) => task.AsTask().InTime();

    public static async Task TakeInTime(this SemaphoreSlim semaphore) =>
        Assert.True(await semaphore.WaitAsync(Patience, TestContext.Current.CancellationToken), "it did not happen");

    /// <summary>Waits until something is so that nobody reports.</summary>
    public static async Task Until(Func<bool> isSo)
    {
        using CancellationTokenSource patience =
            CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (!isSo())
        {
            await Task.Delay(Look, TimeProvider.System, patience.Token);
        }
    }
}
