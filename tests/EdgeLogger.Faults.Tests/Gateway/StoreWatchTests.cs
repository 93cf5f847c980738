using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Alerts.Book;
using EdgeLogger.Cells;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Gateway.Hosting;
using EdgeLogger.Loops;
using EdgeLogger.Testing;
using EdgeLogger.Traces;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeLogger.Faults.Tests.Gateway;

/// <summary>The watch of the stores beside the log.</summary>
public sealed class StoreWatchTests : IDisposable
{
    private readonly ScratchDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_store_that_cannot_be_watched_is_named_and_the_others_are_watched()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "an open file cannot be removed there");
        LoopHealth loops = new(_ => { });
        using DerivedStore derived = DerivedStore.Open(_directory);
        using AlertBook alerts = AlertBook.Open(_directory, TimeProvider.System);
        using TraceStore traces = TraceStore.Open(_directory);
        using CellBook cells = CellBook.Open(_directory, TimeProvider.System);
        await using StoreWatch watch = new(
            derived, alerts, traces, cells, loops, NullLogger<StoreWatch>.Instance, TimeProvider.System);
        // Its connection is closed: nothing of it can be asked.
        derived.Dispose();
        File.Delete(_directory.File(TraceStore.FileName));

        watch.Start();

        await Soon.Until(() => watch.Problems.Any(problem => problem.Contains("traces-rescued-1.db", StringComparison.Ordinal)));
        Assert.Contains("'watching of derived.db'", Assert.Single(loops.Problems), StringComparison.Ordinal);
    }
}
