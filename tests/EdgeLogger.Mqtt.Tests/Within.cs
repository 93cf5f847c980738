using System;
using System.Threading.Tasks;

namespace EdgeLogger.Mqtt.Tests;

/// <summary>Waits for what must happen, and fails the test when it does not.</summary>
internal static class Within
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    public static Task Patience(Task task) => task.WaitAsync(Limit, TimeProvider.System);

    public static Task<T> Patience<T>(Task<T> task) => task.WaitAsync(Limit, TimeProvider.System);

    public static Task Patience(ValueTask task) => Patience(task.AsTask());

    public static Task<T> Patience<T>(ValueTask<T> task) => Patience(task.AsTask());
}
