using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Loops;
using EdgeLogger.Mirrors.Sparkplug;
using EdgeLogger.Mqtt;
using EdgeLogger.Mqtt.Choice;
using EdgeLogger.Testing;

namespace EdgeLogger.Mirrors.Tests;

/// <summary>Mirrors whose work throws for a while.</summary>
public sealed class MirrorLoopTests : IDisposable
{
    private readonly ScratchDirectory _folder = new();
    private readonly LoopHealth _loops = new(_ => { });
    private volatile bool _isBroken = true;
    private volatile int _done;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Mirrors_that_cannot_read_the_cells_are_named_and_mirror_on_when_they_can()
    {
        await using LabBroker broker = await LabBroker.StartAsync();
        MirrorOptions quick = new() { Every = TimeSpan.FromMilliseconds(20) };
        await using JsonMirror json = new(quick, broker.Link("gateway"), _folder, Cells, TimeProvider.System, _loops);
        await using SparkplugMirror sparkplug = new(quick, broker.Link("gateway"), Cells, TimeProvider.System, _loops);
        json.Start();
        sparkplug.Start();
        await UntilAsync(() => HasProblem("mirror json") && HasProblem("mirror sparkplug"));
        _isBroken = false;
        await UntilAsync(() => _loops.Problems.Count == 0);

        IReadOnlyList<MirroredCell> Cells() => _isBroken ? throw new InvalidOperationException("made to fail") : [];
    }

    [Fact]
    public async Task A_message_on_which_a_mirror_breaks_is_named_and_the_next_ones_are_taken()
    {
        await using LabBroker broker = await LabBroker.StartAsync();
        MqttSession session = new(() => MqttLinks.Create(broker.Link("mirror"), TimeProvider.System), ["lab/#"],
            TimeProvider.System, seed: 1);
        await using MirrorLoop mirror = new(
            "lab", _loops, session, TimeProvider.System, TimeSpan.FromMilliseconds(20),
            (_, _, _) => Task.CompletedTask, _ => _done += _isBroken ? throw new InvalidOperationException("made to fail") : 1);
        mirror.Start();
        await UntilAsync(() => session.IsUp);
        await using IMqttLink lab = await broker.ListenAsync("lab", "none");
        await PublishAsync(lab, () => HasProblem("messages to mirror lab"));
        _isBroken = false;
        await PublishAsync(lab, () => _loops.Problems.Count == 0 && _done > 0);
    }

    private static Task PublishAsync(IMqttLink lab, Func<bool> until) => UntilAsync(() =>
    {
        lab.PublishAsync("lab/x", "x"u8.ToArray(), MqttQos.AtLeastOnce, retain: false, TestContext.Current.CancellationToken)
            .AsTask().GetAwaiter().GetResult();
        return until();
    });

    private bool HasProblem(string work) =>
        _loops.Problems.Any(problem => problem.Contains($"'{work}'", StringComparison.Ordinal));

    private static async Task UntilAsync(Func<bool> isSo)
    {
        long beganAt = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(beganAt) < Soon.Patience, "it did not happen");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
