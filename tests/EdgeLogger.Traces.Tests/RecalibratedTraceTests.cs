using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using EdgeLogger.Cells.Model;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Schemas;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Traces.Tests;

/// <summary>Traces show what a calibration that was put right makes of the rows.</summary>
public sealed class RecalibratedTraceTests : IDisposable
{
    private const long UtcMs = 1_760_000_000_000;
    private const ulong Test = 7;

    private static readonly CodeLine Before = new(1e-7, 0);
    private static readonly CodeLine Wrong = new(1.0123e-7, -2.5e-6);
    private static readonly CodeLine Right = new(1.0052e-7, 1.5e-6);

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("edgelogger-recalibrated-traces-");

    public void Dispose() => _scratch.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Put_right_late_they_are_those_of_a_board_that_had_it_right_from_the_start(bool whileRunning)
    {
        string right = _scratch.CreateSubdirectory("right").FullName;
        await LogAsync(right, Right);
        await GatherAsync(right, Plans(null));

        string late = _scratch.CreateSubdirectory("late").FullName;
        await LogAsync(late, Wrong);
        TestPlans plans = Plans(null);
        await GatherAsync(late, plans);
        Assert.NotEqual(Drawn(right, plans), Drawn(late, plans));
        Recalibration entry = new() { Slot = new SlotName("bench-01", 0), Channel = "current", Was = Wrong, Is = Right };
        TestPlan put = Plan(Recalibrations.Of([entry]));
        if (whileRunning)
        {
            await GatherAsync(late, plans, () => plans.Change([put]));
        }
        else
        {
            plans.Change([put]);
            await GatherAsync(late, plans);
        }

        Assert.Equal(Drawn(right, plans), Drawn(late, plans));
    }

    private static TestPlans Plans(Recalibrations? recalibrations)
    {
        TestPlans plans = new();
        plans.Change([Plan(recalibrations)]);
        return plans;
    }

    private static TestPlan Plan(Recalibrations? recalibrations) => new(Test, [new TestSegment(0xA1)])
    {
        Places = [new TestPlace("bench-01", 0)],
        Recalibrations = recalibrations,
    };

    /// <summary>
    /// Rows by one calibration, from within a span of the pyramid on by another, and at the end again by the first.
    /// </summary>
    private static async Task LogAsync(string directory, CodeLine lookedAt)
    {
        SlotStream slot = new(0xA1, 0) { UtcMinusUptimeMs = UtcMs };
        await using LiveLog live = new(directory, plans: Plans(null));
        foreach ((CodeLine line, int frames) in (((CodeLine, int)[])[(Before, 37), (lookedAt, 300), (Before, 40)]))
        {
            slot.Calibrate(line.Scale, line.Offset);
            await live.AddSchemaAsync(slot.Schema);
            await live.AppendAsync(Enumerable.Range(0, frames).Select(at => slot.Frame(at % 2 == 0 ? 0.01 : -0.02)).ToArray());
        }
    }

    private static async Task GatherAsync(string directory, TestPlans plans, Action? meanwhile = null)
    {
        using TraceStore store = TraceStore.Open(directory);
        using DerivedStore derived = DerivedStore.Open(directory);
        await using TraceFollower follower = new(directory, store, derived, TimeProvider.System, Assert.Fail, plans: plans);
        follower.Start();
        meanwhile?.Invoke();
    }

    // From all levels of the pyramid, and from the rows.
    private static TraceSpan[] Drawn(string directory, TestPlans plans)
    {
        using TraceStore store = TraceStore.Open(directory);
        using DerivedStore derived = DerivedStore.Open(directory);
        using TraceReader reader = new(directory, store, derived, plans);
        IReadOnlyList<SegmentFrames> segments = derived.FramesOf(Test);
        (long startMs, long endMs) = reader.Covered(segments)!.Value;
        return [.. ((int[])[1, 3, 20, 300, 5000]).SelectMany(width => reader.Read(segments, startMs, endMs, width))];
    }
}
