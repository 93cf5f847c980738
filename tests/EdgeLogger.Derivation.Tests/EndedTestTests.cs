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
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Derivation.Tests;

/// <summary>docs/specs/cycles.md, section 14: the end of a test closes what is open.</summary>
public sealed class EndedTestTests : IDisposable
{
    private const ulong Test = 7;
    private const long Utc = 1_767_225_600_000;

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("edgelogger-ended-");
    private readonly SlotStream _slot = new(0xA1, 0) { UtcMinusUptimeMs = Utc };
    private int _folders;

    public void Dispose() => _scratch.Delete(recursive: true);

    [Fact]
    public async Task The_last_cycle_of_a_test_closes_when_a_row_after_its_end_has_come_and_not_before()
    {
        byte[][] frames = Cycle(lossShare: 0);
        TestPlan ended = Ended();
        byte[][] after = [.. _slot.Run(0, 2)];
        await using LiveLog live = new(Folder(), plans: new TestPlans([ended]));
        await live.AddSchemaAsync(_slot.Schema);
        await live.AppendAsync(frames);
        await Soon.Until(() => live.Derivation.SnapshotOf(Test)?.Rows == 400);
        Assert.NotNull(live.Derivation.SnapshotOf(Test)!.Open);
        Assert.Empty(live.Derivation.Store.Cycles(Test));

        await live.AppendAsync(after);
        await Soon.Until(() => live.Derivation.Store.Cycles(Test).Count == 1);

        Cycle cycle = live.Derivation.Store.Cycles(Test)[0];
        Assert.Equal(0.01 * 200 / 3600, cycle.Discharge!.Ah, 1e-9);
        // Nobody knows whether it would have gone on: it is in no trend, and plain retention is not counted from it.
        Assert.True(cycle.Provisional);
        Assert.Empty(live.Derivation.Store.Trends(Test));
        CellSnapshot now = live.Derivation.SnapshotOf(Test)!;
        Assert.Equal((null, 2, 1), (now.Open, now.HalvesClosed, now.LastCycle?.Number));
    }

    [Fact]
    public async Task Cycles_that_wait_for_a_later_half_close_with_the_end_and_are_in_the_trends()
    {
        // Halves of growing length: the engine holds them back until one is long enough to judge them by.
        byte[][] frames = [.. Enumerable.Range(1, 6).SelectMany(length => Cycle(length))];
        TestPlan ended = Ended();
        frames = [.. frames, .. _slot.Run(0, 2)];

        string open = await PlayedAsync(ended with { IsEnded = false }, frames);
        string closed = await PlayedAsync(ended, frames);

        using DerivedStore store = DerivedStore.Open(closed);
        using DerivedStore before = DerivedStore.Open(open);
        Assert.True(before.Cycles(Test).Count < store.Cycles(Test).Count);
        Assert.Equal(
            store.Cycles(Test).Count(cycle => cycle is { Partial: false, Provisional: false }), store.Trends(Test).Count);
        // All that the record of a test that goes on gives when it is ended where it stands, as in an export.
        CellResults expected = CellResults.Load(before, before.Cells().Single());
        CellResults actual = CellResults.Load(store, store.Cells().Single());
        Assert.Equal(expected.Cycles, actual.Cycles);
        Assert.Equal(expected.Halves, actual.Halves);
        Assert.Null(Check(closed));
    }

    [Fact]
    public async Task An_end_that_is_withdrawn_gives_what_a_test_that_was_never_ended_gives_also_after_a_restart()
    {
        byte[][] frames = Cycle(lossShare: 0);
        TestPlan ended = Ended();
        byte[][] after = [.. _slot.Run(0, 2), .. Cycle(lossShare: 0)];
        TestPlan goesOn = new(Test, [new TestSegment(_slot.Id)]);

        string folder = Folder();
        TestPlans plans = new([ended]);
        await using (LiveLog live = new(folder, plans: plans))
        {
            await live.AddSchemaAsync(_slot.Schema);
            await live.AppendAsync(frames.Concat(after).Select(frame => (frame, Utc)));
            await Soon.Until(() => live.Derivation.Store.IsClosed(Test));
            plans.Change([goesOn]);
            await Soon.Until(() => !live.Derivation.Store.IsClosed(Test)
                && live.Derivation.SnapshotOf(Test)?.Rows > 400 + 20);
        }

        string restarted = await PlayedAsync(ended, [.. frames, .. after]);
        await PlayAsync(restarted, goesOn, []);

        IReadOnlyList<string> expected = Results(await PlayedAsync(goesOn, [.. frames, .. after]));
        Assert.Equal(expected, Results(folder));
        Assert.Equal(expected, Results(restarted));
    }

    [Fact]
    public async Task An_ended_test_that_turns_out_to_have_gone_on_in_another_slot_goes_on_from_what_was_open()
    {
        byte[][] frames = [.. _slot.Run(0.01, 20)];
        TestPlan ended = Ended();
        frames = [.. frames, .. _slot.Run(0, 2)];
        SlotStream other = new(0xA2, 1) { UtcMinusUptimeMs = Utc + 10_000_000 };
        byte[][] there = [.. other.Run(-0.01, 20), .. other.Run(0.01, 5)];
        TestPlan moved = new(Test, [.. ended.Segments, new TestSegment(other.Id)]);

        string folder = await PlayedAsync(ended, frames);
        using (DerivedStore store = DerivedStore.Open(folder))
        {
            Assert.True(Assert.Single(store.Halves(Test)).Half.Provisional);
        }

        await PlayAsync(folder, moved, there, other);
        string known = Folder();
        await PlayAsync(known, moved, frames);
        await PlayAsync(known, moved, there, other);
        Assert.Equal(Results(known), Results(folder));
    }

    [Fact]
    public async Task A_file_of_an_ended_test_closes_when_all_of_it_is_in_and_opens_again_if_more_comes()
    {
        SlotStream file = new(0xB1, 0, "readings");
        byte[][] frames = [.. file.Run(0.01, 20), .. file.Run(-0.01, 20)];
        byte[][] more = [.. file.Run(0.01, 20), .. file.Run(-0.01, 20)];
        TestPlan ended = new(Test, [new TestSegment(file.Id)]) { IsEnded = true };

        string folder = Folder();
        await using (LiveLog live = new(folder, plans: new TestPlans([ended])))
        {
            await live.AddSchemaAsync(file.Schema);
            await live.AppendAsync(frames.Select(frame => (frame, Utc)));
            await Soon.Until(() => live.Derivation.Store.Cycles(Test).Count == 1);
            await live.AppendAsync(more.Select(frame => (frame, Utc)));
            await Soon.Until(() => live.Derivation.Store.Cycles(Test).Count == 2);
        }

        string known = Folder();
        await PlayAsync(known, ended, [.. frames, .. more], file);
        Assert.Equal(Results(known), Results(folder));
        Assert.Null(Check(folder));
    }

    [Fact]
    public async Task A_base_of_an_ended_test_is_what_it_goes_on_from()
    {
        byte[][] frames = Cycle(lossShare: 0);
        TestPlan ended = Ended();
        byte[][] after = [.. _slot.Run(0, 2)];
        string folder = await PlayedAsync(ended, [.. frames, .. after]);
        IReadOnlyList<string> expected = Results(folder);
        using (DerivedStore store = DerivedStore.Open(folder))
        {
            store.SaveBases([_slot.Id]);
            Assert.True(store.BackToBase(Test));
            Assert.False(store.IsClosed(Test));
            Assert.Empty(store.Cycles(Test));
        }

        await PlayAsync(folder, ended, []);
        Assert.Equal(expected, Results(folder));
    }

    // Frames of a charge and a discharge of this length in frames of 10 s.
    private byte[][] Cycle(int length = 20, double lossShare = 0.001) =>
        [.. _slot.Run(0.01, length), .. _slot.Run(-0.01 * (1 - lossShare), length)];

    /// <summary>The test, ended with the newest row of its slot.</summary>
    private TestPlan Ended() =>
        new(Test, [new TestSegment(_slot.Id) { To = new RowPoint(1, _slot.UptimeMs) }]) { IsEnded = true };

    private async Task<string> PlayedAsync(TestPlan plan, byte[][] frames)
    {
        string folder = Folder();
        await PlayAsync(folder, plan, frames);
        return folder;
    }

    private async Task PlayAsync(string folder, TestPlan plan, byte[][] frames, SlotStream? slot = null)
    {
        await using LiveLog live = new(folder, plans: new TestPlans([plan]));
        await live.AddSchemaAsync((slot ?? _slot).Schema);
        await live.AppendAsync(frames.Select(frame => (frame, Utc)));
    }

    private static IReadOnlyList<string> Results(string folder)
    {
        using DerivedStore store = DerivedStore.Open(folder);
        return
        [
            .. store.ResultTexts(Test).Select(one => $"{one.Name} {one.Text}"),
            Convert.ToHexString(store.Checkpoint(Test)!),
            Convert.ToHexString(store.TrendState(Test) ?? []),
        ];
    }

    private string? Check(string folder)
    {
        using DerivedStore stored = DerivedStore.OpenCopy(folder, Folder())!;
        using DerivedStore again = DerivedStore.Open(Folder());
        return new Rebuild(folder, again, stored.EngineOptions()!, problem => Assert.Fail(problem), _ => { })
            .Check(stored, CancellationToken.None).Difference;
    }

    private string Folder() => _scratch.CreateSubdirectory($"data-{_folders++}").FullName;
}
