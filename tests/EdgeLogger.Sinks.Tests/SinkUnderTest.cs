using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Sinks.Writing;

namespace EdgeLogger.Sinks.Tests;

/// <summary>A running sink, and waiting for what it says of itself.</summary>
public sealed class SinkUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly InfluxSink _sink;
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SinkUnderTest(LabDirectory lab, InfluxOptions options, ILineTarget? target = null,
        IReadOnlyList<IPointSource>? sources = null, TestPlans? plans = null)
    {
        _sink = new InfluxSink(lab.Path, lab.Derived, options, target ?? LineTargets.Create(options, TimeProvider.System),
            TimeProvider.System)
        {
            Sources = sources ?? [],
            Plans = plans ?? new TestPlans(),
        };
        _sink.StatusChanged += _ => Signal();
        _sink.Start();
    }

    public InfluxSink Sink => _sink;

    /// <summary>Short waits, all rows.</summary>
    public static InfluxOptions Quick(InfluxOptions options) => options with
    {
        Samples = SamplePolicy.All,
        FlushEvery = TimeSpan.FromMilliseconds(10),
        RetryFirst = TimeSpan.FromMilliseconds(20),
        RetryMost = TimeSpan.FromMilliseconds(200),
        RecheckEvery = TimeSpan.FromMilliseconds(20),
    };

    /// <summary>Waits until the sink's status is such.</summary>
    public async Task<SinkStatus> UntilAsync(Func<SinkStatus, bool> isSuch)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
            }

            SinkStatus status = _sink.Status;
            if (isSuch(status))
            {
                return status;
            }

            TimeSpan left = Patience - TimeProvider.System.GetElapsedTime(started);
            Assert.True(left > TimeSpan.Zero, $"The sink does not get there: {status.Text}");
            await Task.WhenAny(changed, Task.Delay(left, TimeProvider.System, CancellationToken.None));
        }
    }

    public Task<SinkStatus> UntilPointsAsync(long points) =>
        UntilAsync(status => status.State == SinkState.UpToDate && status.Points >= points && status.FramesBehind == 0);

    public ValueTask DisposeAsync() => _sink.DisposeAsync();

    private void Signal()
    {
        lock (_gate)
        {
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
