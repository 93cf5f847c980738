using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Rebuilding;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.FrameLog.Reading;
using EdgeLogger.FrameLog.Writing;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Derivation.Tests;

/// <summary>What of the log several tests on one stream still need, and what can be derived from the rest.</summary>
public sealed class TestRetentionTests : IDisposable
{
    private const ulong Stream = 0xA1;
    private const long Utc = 1_767_225_600_000;

    private static readonly FrameLogOptions SmallSegments = new() { SegmentBytes = 500, BatchItems = 4 };

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("edgelogger-retention-");
    private readonly SlotStream _slot = new(Stream, 0);
    private readonly List<(byte[] Frame, long ReceivedUtcMs)> _frames = [];
    private readonly List<RowPoint> _ends = [];

    public TestRetentionTests()
    {
        foreach (double currentA in (double[])[0.01, -0.01, 0, 0.01, -0.01, 0, 0.01, -0.01])
        {
            foreach (byte[] frame in _slot.Run(currentA, 10))
            {
                _frames.Add((frame, Utc + _slot.UptimeMs));
                _ends.Add(new RowPoint(1, _slot.UptimeMs));
            }
        }
    }

    public void Dispose() => _scratch.Delete(recursive: true);

    [Fact]
    public async Task A_frame_is_needed_until_every_test_on_its_stream_is_derived_beyond_it_by_its_present_plan()
    {
        string folder = Folder("needed");
        TestPlans plans = new([Plan(1, null, 20), Plan(2, 20, 40), Plan(3, 40, null)]);
        await LogAsync(folder, plans, _frames.Take(60));

        using DerivedStore store = DerivedStore.Open(folder);
        Assert.Equal(61, store.NeededFrom(Stream, plans.On(Stream)));
        // A test that has still to be derived holds what it begins with.
        plans.Change([Plan(4, 60, null)]);
        Assert.Equal(60, store.NeededFrom(Stream, plans.On(Stream)));
        // So does one that is to be derived again: its first edge has moved.
        plans.Change([Plan(2, 20, 35), Plan(3, 35, 60)]);
        Assert.Equal(20, store.NeededFrom(Stream, plans.On(Stream)));
    }

    [Fact]
    public async Task Swaps_that_are_reported_and_corrected_after_frames_were_dropped_give_what_the_whole_log_gives()
    {
        string folder = Folder("dropped");
        TestPlans plans = new([Plan(1, null, 25), Plan(2, 25, null)]);
        await LogAsync(folder, plans, _frames.Take(60));
        await DropAsync(folder);
        await LogAsync(folder, plans, _frames.Skip(60));
        plans.Change([Plan(2, 25, 65), Plan(3, 65, null)]);
        await LogAsync(folder, plans, []);
        plans.Change([Plan(2, 25, 70), Plan(3, 70, null)]);
        await LogAsync(folder, plans, []);

        string whole = Folder("whole");
        await LogAsync(whole, new TestPlans([Plan(1, null, 25), Plan(2, 25, 70), Plan(3, 70, null)]), _frames);
        Assert.Equal(Results(whole), Results(folder));
        Assert.Null(Check(folder));
    }

    private TestPlan Plan(ulong id, int? from, int? to) => new(id, [new TestSegment(Stream)
    {
        From = from is { } begin ? _ends[begin - 1] : null,
        To = to is { } end ? _ends[end - 1] : null,
        FirstFrame = from ?? 1,
    }]);

    private async Task LogAsync(string folder, TestPlans plans, IEnumerable<(byte[], long)> frames)
    {
        await using LiveLog live = new(folder, plans: plans, log: SmallSegments);
        await live.AddSchemaAsync(_slot.Schema);
        await live.AppendAsync(frames);
    }

    /// <summary>Drops closed segments as a gateway does, and not the frames that are needed.</summary>
    private static async Task DropAsync(string folder)
    {
        using (DerivedStore store = DerivedStore.Open(folder))
        {
            store.SaveBases([Stream]);
        }

        await using (FrameLogWriter log = FrameLogWriter.Open(folder, SmallSegments, TimeProvider.System))
        {
            log.Start();
            using FrameLogReader before = FrameLogReader.Open(folder);
            long lastId = before.ReadSegments()[^2].LastId;
            while (await log.ExpireAsync(lastId, default) > 0)
            {
            }
        }

        using FrameLogReader reader = FrameLogReader.Open(folder);
        Assert.InRange(reader.FindStream(Stream)!.ExpiredTo, 30U, 60U);
    }

    private static IReadOnlyList<string> Results(string folder)
    {
        using DerivedStore store = DerivedStore.Open(folder);
        return [.. store.Cells().OrderBy(cell => cell.Id).SelectMany(cell => (string[])
        [
            cell.ToString(),
            .. store.ResultTexts(cell.Id).Select(one => $"{one.Name} {one.Text}"),
            Convert.ToHexString(store.Checkpoint(cell.Id)!),
        ])];
    }

    private string? Check(string folder)
    {
        using DerivedStore stored = DerivedStore.OpenCopy(folder, Folder("copy"))!;
        using DerivedStore again = DerivedStore.Open(Folder("again"));
        return new Rebuild(folder, again, stored.EngineOptions()!, problem => Assert.Fail(problem), _ => { })
            .Check(stored, CancellationToken.None).Difference;
    }

    private string Folder(string name) => _scratch.CreateSubdirectory(name).FullName;
}
