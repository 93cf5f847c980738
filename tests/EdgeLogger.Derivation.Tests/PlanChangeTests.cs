using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;
using EdgeLogger.Derivation.Plans;
using EdgeLogger.Derivation.Rebuilding;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;
using Microsoft.Data.Sqlite;

namespace EdgeLogger.Derivation.Tests;

/// <summary>Results are a function of the log and of the plans as they are in the end, whatever happened on the way.</summary>
public sealed class PlanChangeTests : IDisposable
{
    private const int Streams = 3;
    private const long Utc = 1_767_225_600_000;

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("edgelogger-plans-");
    private int _folders;

    public void Dispose() => _scratch.Delete(recursive: true);

    [Fact]
    public async Task Plans_that_change_late_frames_in_any_order_and_kills_give_the_bytes_of_plans_known_from_the_start() =>
        await Gen.Int.SampleAsync(PlayAsync, iter: 10, threads: 1);

    [Fact]
    public async Task A_test_that_goes_on_after_a_restart_waits_until_the_stream_that_it_left_is_dated_again()
    {
        // Of this plan a segment is over before a restart, and the next one begins after it: about two of three plays failed.
        for (int play = 0; play < 6; play++)
        {
            await PlayAsync(-462);
        }
    }

    [Fact]
    public async Task A_test_that_was_stored_just_before_the_dates_of_its_stream_is_checked_as_far_as_it_is()
    {
        SlotStream slot = new(Id(0), 0);
        List<byte[]> frames = [.. slot.Run(0.01, 20)];
        RowPoint end = new(1, slot.UptimeMs);
        frames.AddRange(slot.Run(0, 3).Skip(2));
        frames.Add(slot.Gap(21, 22));
        string folder = Folder();
        await using (LiveLog live = new(folder, plans: new TestPlans(
            [new TestPlan(1000, [new TestSegment(slot.Id) { To = end }])])))
        {
            await live.AddSchemaAsync(slot.Schema);
            await live.AppendAsync(frames);
        }

        // Two workers stored them, and a kill came between.
        using (SqliteConnection results = new($"Data Source={Path.Combine(folder, DerivedStore.FileName)};Pooling=False"))
        {
            results.Open();
            using SqliteCommand forget = results.CreateCommand();
            forget.CommandText = "DELETE FROM stream; DELETE FROM date;";
            forget.ExecuteNonQuery();
        }

        Assert.Null(Check(folder));
    }

    [Fact]
    public async Task An_end_that_is_moved_within_the_frame_that_it_cuts_gives_the_rows_between_to_the_test()
    {
        SlotStream slot = new(Id(0), 0) { UtcMinusUptimeMs = Utc };
        byte[][] frames = [.. slot.Run(0.01, 6)];
        TestPlan EndsBeforeLast(int ms) => new(1000, [new TestSegment(slot.Id) { To = new RowPoint(1, slot.UptimeMs - ms) }]);
        (TestPlan early, TestPlan late) = (EndsBeforeLast(4500), EndsBeforeLast(2500));
        byte[][] after = [.. slot.Run(0.01, 2)];

        string moved = Folder();
        TestPlans plans = new([early]);
        await using (LiveLog live = new(moved, plans: plans))
        {
            await live.AddSchemaAsync(slot.Schema);
            await live.AppendAsync(frames);
            await Soon.Until(() => live.Derivation.SnapshotOf(1000)?.Rows == (frames.Length * 10) - 5);
            plans.Change([late], []);
            await live.AppendAsync(after);
        }

        string known = Folder();
        await using (LiveLog live = new(known, plans: new TestPlans([late])))
        {
            await live.AddSchemaAsync(slot.Schema);
            await live.AppendAsync([.. frames, .. after]);
        }

        Assert.Equal(Results(known), Results(moved));
        Assert.Null(Check(moved));
    }

    private async Task PlayAsync(int seed)
    {
        Random random = new(seed);
        Arrival[][] arrivals = [.. Enumerable.Range(0, Streams).Select(at => Record(random, at))];
        IReadOnlyList<TestPlan>[] versions = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Plans(random, arrivals))];

        string first = Folder();
        await using (LiveLog live = new(first, plans: new TestPlans(versions[^1]), workers: 1))
        {
            await AddSchemasAsync(live);
            await live.AppendAsync(arrivals.SelectMany(all => all).Select(one => (one.Frame, one.ReceivedUtcMs)));
        }

        string late = Folder();
        await PlayLateAsync(late, random, arrivals, versions);

        (IReadOnlyList<string> expected, IReadOnlyList<string> actual) = (Results(first), Results(late));
        Assert.True(expected.SequenceEqual(actual), $"seed {seed}: {FirstDifference(expected, actual)}");
        foreach (string folder in (string[])[first, late])
        {
            string? difference = Check(folder);
            Assert.True(difference is null, $"seed {seed}: {difference}");
        }
    }

    /// <summary>The same frames in another order, with other plans before the last ones, restarts and lost results.</summary>
    private async Task PlayLateAsync(string folder, Random random, Arrival[][] arrivals, IReadOnlyList<TestPlan>[] versions)
    {
        TestPlans plans = new(versions[0]);
        int version = 0;
        Queue<Arrival>[] left = [.. arrivals.Select(all => new Queue<Arrival>(all))];
        bool isNew = true;
        while (isNew || left.Any(queue => queue.Count > 0) || version < versions.Length - 1)
        {
            string earlier = Folder();
            DerivedStore.OpenCopy(folder, earlier)?.Dispose();
            await using (LiveLog live = new(folder, plans: plans, workers: random.Next(1, 4)))
            {
                if (isNew)
                {
                    await AddSchemasAsync(live);
                    isNew = false;
                }

                for (int turns = random.Next(1, 6); turns > 0; turns--)
                {
                    Queue<Arrival> queue = left[random.Next(Streams)];
                    int count = Math.Min(queue.Count, random.Next(1, 25));
                    await live.AppendAsync(Enumerable.Range(0, count).Select(_ => queue.Dequeue())
                        .Select(one => (one.Frame, one.ReceivedUtcMs)).ToArray());
                    if (version < versions.Length - 1 && random.Next(4) == 0)
                    {
                        IEnumerable<ulong> before = versions[version++].Select(plan => plan.Id);
                        plans.Change([.. versions[version]], [.. before.Except(versions[version].Select(plan => plan.Id))]);
                    }
                }
            }

            if (random.Next(4) == 0 && File.Exists(Path.Combine(earlier, DerivedStore.FileName)))
            {
                // As after a kill: the log has the frames, the results stored last are gone.
                File.Copy(Path.Combine(earlier, DerivedStore.FileName), Path.Combine(folder, DerivedStore.FileName),
                    overwrite: true);
            }
        }

        // All that has come is derived in the end.
        await using LiveLog last = new(folder, plans: plans, workers: random.Next(1, 4));
    }

    /// <summary>
    /// A slot's frames: charge, rest and discharge in turns, lost frames, reboots, and clocks that are set late or never.
    /// </summary>
    private static Arrival[] Record(Random random, int at)
    {
        SlotStream slot = new(Id(at), at);
        List<Arrival> arrivals = [];
        long bootUtcMs = Utc + (random.Next(0, 1000) * 1000L);
        long trueMs = bootUtcMs;
        int phases = random.Next(3, 9);
        for (int phase = 0; phase < phases; phase++)
        {
            double currentA = (phase % 3) switch { 0 => 0.01, 1 => 0, _ => -0.01 };
            for (int frames = random.Next(3, 20); frames > 0; frames--)
            {
                slot.UtcMinusUptimeMs = random.Next(20) == 0 ? bootUtcMs + random.Next(0, 3) : slot.UtcMinusUptimeMs;
                byte[] frame = slot.Frame(currentA, random.Next(1, 12));
                trueMs = bootUtcMs + slot.UptimeMs;
                arrivals.Add(new Arrival(frame, slot.Boot, slot.UptimeMs, slot.Next - 1, trueMs + (random.Next(0, 600) * 1000L)));
            }

            if (random.Next(4) == 0)
            {
                uint lost = slot.Next;
                _ = slot.Run(currentA, random.Next(1, 4)).Count();
                byte[] report = slot.Gap(lost, slot.Next - 1);
                trueMs = bootUtcMs + slot.UptimeMs;
                arrivals.Add(new Arrival(report, slot.Boot, slot.UptimeMs, slot.Next - 1, trueMs));
            }

            if (random.Next(4) == 0)
            {
                slot.Reboot();
                bootUtcMs = trueMs + (random.Next(0, 4000) * 1000L);
                slot.UtcMinusUptimeMs = null;
            }
        }

        return [.. arrivals];
    }

    /// <summary>Every stream in pieces at any row, each piece in one of some tests, or in none.</summary>
    private static IReadOnlyList<TestPlan> Plans(Random random, Arrival[][] arrivals)
    {
        int tests = random.Next(1, 5);
        List<TestSegment>[] segments = [.. Enumerable.Range(0, tests).Select(_ => new List<TestSegment>())];
        for (int at = 0; at < Streams; at++)
        {
            RowPoint? from = null;
            uint hint = 1;
            foreach (Arrival cut in arrivals[at].Where(_ => random.Next(15) == 0))
            {
                RowPoint to = new(cut.Boot, Math.Max(0, cut.EndUptimeMs - (random.Next(0, 12) * 500)));
                Add(at, from, from is { } before && !before.IsBefore(to.Boot, to.UptimeMs) ? from : to, hint);
                (from, hint) = (to, cut.Sequence > 13 && random.Next(2) == 0 ? cut.Sequence - 13 : 1);
            }

            Add(at, from, null, hint);
        }

        return [.. segments.Select((some, test) => new TestPlan(1000 + (ulong)test, [.. some.Shuffled(random)])
            {
                IsEnded = random.Next(2) == 0,
            })
            .Where(plan => plan.Segments.Count > 0)];

        void Add(int at, RowPoint? from, RowPoint? to, uint hint)
        {
            if (random.Next(8) > 0)
            {
                segments[random.Next(tests)].Add(new TestSegment(Id(at)) { From = from, To = to, FirstFrame = hint });
            }
        }
    }

    private static ulong Id(int at) => 0xA0 + (ulong)at;

    private static async Task AddSchemasAsync(LiveLog live)
    {
        for (int at = 0; at < Streams; at++)
        {
            await live.AddSchemaAsync(new SlotStream(Id(at), at).Schema);
        }
    }

    private static IReadOnlyList<string> Results(string folder)
    {
        using DerivedStore store = DerivedStore.Open(folder);
        return
        [
            .. store.Cells().OrderBy(cell => cell.Id).SelectMany(cell => (string[])
            [
                cell.ToString(),
                .. store.ResultTexts(cell.Id).Select(one => $"{one.Name} {one.Text}"),
                "checkpoint " + Convert.ToHexString(store.Checkpoint(cell.Id)!),
                "trends " + Convert.ToHexString(store.TrendState(cell.Id) ?? []),
            ]),
            .. store.Streams().SelectMany(stream => (string[])
            [
                stream.ToString(),
                .. store.DateTexts(stream.Stream).Select(one => one.Text),
                Convert.ToHexString(store.StreamCheckpoint(stream.Stream)!),
            ]),
        ];
    }

    private static string FirstDifference(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        int same = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"at {same}: {expected.ElementAtOrDefault(same)} became {actual.ElementAtOrDefault(same)}";
    }

    private string Folder() => _scratch.CreateSubdirectory($"{_folders++}").FullName;

    private string? Check(string folder)
    {
        using DerivedStore stored = DerivedStore.OpenCopy(folder, Folder())!;
        using DerivedStore fresh = DerivedStore.Open(Folder());
        return new Rebuild(folder, fresh, stored.EngineOptions()!, problem => Assert.Fail(problem), _ => { })
            .Check(stored, CancellationToken.None).Difference;
    }

    private sealed record Arrival(byte[] Frame, uint Boot, long EndUptimeMs, uint Sequence, long ReceivedUtcMs);
}

file static class Orders
{
    /// <summary>In order, but now and then not.</summary>
    public static IEnumerable<T> Shuffled<T>(this IEnumerable<T> items, Random random) =>
        random.Next(3) == 0 ? items.OrderBy(_ => random.Next()).ToArray() : items;
}
