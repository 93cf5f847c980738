using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Rebuilding;
using EdgeLogger.Derivation.Store;
using EdgeLogger.FrameLog;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Derivation.Tests;

public sealed class RebuildTests : IDisposable
{
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("edgelogger-rebuild-");
    private readonly int _seed = Random.Shared.Next();
    private readonly CodedCell _cell;
    private readonly Random _random;
    private uint _next = 1;
    private int _checks;

    public RebuildTests()
    {
        _cell = new CodedCell(_seed);
        _random = new Random(_seed);
    }

    private string Live => Path.Combine(_scratch.FullName, "live");

    public void Dispose() => _scratch.Delete(recursive: true);

    [Fact]
    public async Task A_rebuild_gives_the_bytes_of_a_live_run_with_losses_late_frames_restarts_and_lost_results()
    {
        Directory.CreateDirectory(Live);
        int late = 0;
        for (int round = 0; round < 8; round++)
        {
            string earlier = Directory.CreateDirectory(Path.Combine(_scratch.FullName, $"earlier-{round}")).FullName;
            DerivedStore.OpenCopy(Live, earlier)?.Dispose();
            await using (LiveLog live = new(Live))
            {
                late += await PlayAsync(live, round);
            }

            if (round % 2 == 1)
            {
                // As after a kill: the log has the frames, the results stored last are gone.
                File.Copy(Path.Combine(earlier, DerivedStore.FileName), Path.Combine(Live, DerivedStore.FileName),
                    overwrite: true);
            }
        }

        await using (LiveLog last = new(Live))
        {
        }

        (RebuildReport report, string? difference) = Check();
        Assert.True(difference is null, $"seed {_seed}: {difference}");
        Assert.True(report.HalfCycles > 4 && late > 0, $"seed {_seed}: {report}, {late} late frames");
    }

    [Fact]
    public async Task A_check_names_the_first_result_that_the_log_does_not_give()
    {
        Directory.CreateDirectory(Live);
        await using (LiveLog live = new(Live))
        {
            // Halves of random lengths: the first close once the engine has seen which lengths are usual.
            for (int round = 0; round < 8; round++)
            {
                await PlayAsync(live, round);
            }
        }

        int index;
        using (DerivedStore store = DerivedStore.Open(Live))
        {
            TestKey cell = store.Cells()[0];
            Assert.True(store.Halves(cell.Id) is { Count: > 1 }, $"seed {_seed}: no two half cycles closed");
            StoredHalf half = store.Halves(cell.Id)[^1];
            index = half.Half.Index;
            store.Write([new CellUpdate(
                cell, [half with { Half = half.Half with { Ah = double.BitIncrement(half.Half.Ah) } }], [],
                store.Checkpoint(cell.Id)!)]);
        }

        Assert.StartsWith($"cell bench-01/0: half cycle {index} is stored as", Check().Difference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_may_be_made_while_frames_and_results_are_being_written()
    {
        Directory.CreateDirectory(Live);
        await using LiveLog live = new(Live);
        await live.AddSchemaAsync();
        HashSet<long> frames = [];
        bool hasSeenTwo = false;
        Task writing = Task.Run(async () =>
        {
            // Results are stored a second after they closed: rounds go on until two checks have seen different ones.
            for (int round = 0; round < 12 || (!Volatile.Read(ref hasSeenTwo) && round < 2000); round++)
            {
                await PlayAsync(live, round % 2 == 0 ? 0 : 5);
            }
        }, TestContext.Current.CancellationToken);
        do
        {
            (RebuildReport report, string? difference) = Check();
            Assert.True(difference is null, $"seed {_seed}: {difference}");
            frames.Add(report.Frames);
            Volatile.Write(ref hasSeenTwo, frames.Count > 1);
        }
        while (!writing.IsCompleted);

        await writing;
        Assert.True(hasSeenTwo, $"seed {_seed}: all checks saw one state only");
    }

    [Fact]
    public async Task A_cell_whose_checkpoint_cannot_be_used_is_derived_again()
    {
        Directory.CreateDirectory(Live);
        await using (LiveLog live = new(Live))
        {
            await live.AddSchemaAsync();
            await PlayAsync(live, 0);
        }

        using (DerivedStore store = DerivedStore.Open(Live))
        {
            TestKey cell = store.Cells()[0];
            store.Write([new CellUpdate(cell, [], [], store.Checkpoint(cell.Id)![..^8])]);
        }

        await using (LiveLog again = new(Live))
        {
        }

        Assert.Null(Check().Difference);
    }

    [Fact]
    public void Results_of_other_engine_options_are_forgotten_and_those_of_the_same_are_kept()
    {
        using DerivedStore store = DerivedStore.Open(_scratch.FullName);
        store.Begin(new CycleEngineOptions { NominalAh = 0.1 });
        store.Write([new CellUpdate(new TestKey(1, "bench-01", 0), [], [], [1])]);
        store.Begin(new CycleEngineOptions { NominalAh = 0.1 });
        Assert.Single(store.Cells());
        store.Begin(new CycleEngineOptions { NominalAh = 0.2 });
        Assert.Empty(store.Cells());
        Assert.Equal(0.2, store.EngineOptions()?.NominalAh);
    }

    /// <summary>
    /// One half cycle with losses reported, some of which come after all, and disorder; returns how many came too late.
    /// </summary>
    private async Task<int> PlayAsync(LiveLog live, int round)
    {
        if (round == 1)
        {
            await live.AddSchemaAsync();
        }

        List<byte[]> frames = [.. _cell.Run(round % 2 == 0 ? 1e-3 : -1e-3, _random.Next(60, 120))];
        int lostFrom = _random.Next(10, 30);
        int lost = _random.Next(1, 12);
        List<byte[]> overwritten = frames.GetRange(lostFrom, lost);
        byte[] gap = _cell.Gap((uint)(_next + lostFrom), (uint)(_next + lostFrom + lost - 1));
        _next += (uint)frames.Count + 1;
        frames.RemoveRange(lostFrom, lost);
        frames.Add(gap);
        // Neighbours change places, as after a broker's redelivery.
        for (int i = 0; i + 1 < frames.Count; i += 2)
        {
            if (_random.Next(3) == 0)
            {
                (frames[i], frames[i + 1]) = (frames[i + 1], frames[i]);
            }
        }

        await live.AppendAsync(frames);
        if (round == 3)
        {
            _cell.Reboot();
        }

        List<Outcome> late = await live.AppendAsync(overwritten.Where(_ => _random.Next(2) == 0));
        return late.Count(outcome => outcome == Outcome.Refused);
    }

    private (RebuildReport Report, string? Difference) Check()
    {
        string copy = _scratch.CreateSubdirectory($"copy-{_checks}").FullName;
        string fresh = _scratch.CreateSubdirectory($"again-{_checks++}").FullName;
        using DerivedStore stored = DerivedStore.OpenCopy(Live, copy)!;
        using DerivedStore rebuilt = DerivedStore.Open(fresh);
        return new Rebuild(Live, rebuilt, stored.EngineOptions()!, problem => Assert.Fail(problem), _ => { })
            .Check(stored, CancellationToken.None);
    }
}
