using System;
using System.Threading.Tasks;

namespace EdgeLogger.Ingest.Tests;

/// <summary>Waits for what must happen, and fails if it does not.</summary>
internal static class Soon
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Patience, TestContext.Current.CancellationToken);

    public static Task InTime(this Task task) => task.WaitAsync(Patience, TestContext.Current.CancellationToken);
}
