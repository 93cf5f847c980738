using System;
using System.Threading;

namespace EdgeLogger.Boards.Tests.EndToEnd;

/// <summary>
/// What the tests with a practice bench have in common. They are what a technician does with a new board, command by command:
/// each is a process of its own, the board is the board's own program at a pseudo-terminal, and the gateway and its broker are
/// real.
/// </summary>
internal static class Practice
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(12);

    /// <summary>Ends every wait of a test that takes far too long.</summary>
    public static CancellationTokenSource Limited()
    {
        CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        return limit;
    }
}
