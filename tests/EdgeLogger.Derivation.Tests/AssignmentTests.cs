using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;
using EdgeLogger.Cells;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Derivation.Rebuilding;
using EdgeLogger.Derivation.Store;
using EdgeLogger.Testing;
using EdgeLogger.Testing.Frames;

namespace EdgeLogger.Derivation.Tests;

/// <summary>Which cell was where when is said in the book of cells, in time or late; results follow it.</summary>
public sealed class AssignmentTests : IDisposable
{
    private const long Utc = 1_767_225_600_000;
    private const int Boards = 3;

    private static readonly Author Ana = new("ana");

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("edgelogger-assignment-");
    private int _folders;

    public void Dispose() => _scratch.Delete(recursive: true);

    [Fact]
    public async Task Rows_that_belong_to_no_test_open_one_of_an_unnamed_cell()
    {
        string folder = Folder();
        using (CellBook book = CellBook.Open(folder, TimeProvider.System))
        {
            await PlayAsync(folder, book, Slots(seconds: 40));
        }

        Assert.Equal(
            ["bench-01 slot 0, 2026-01-01, test 1", "bench-01 slot 1, 2026-01-01, test 1", "bench-01 slot 2, 2026-01-01, test 1"],
            Results(folder).Keys.Order());
        Assert.Null(Check(folder));
    }

    [Fact]
    public async Task Two_swaps_in_one_slot_are_three_records_of_three_cells_and_each_row_belongs_to_one()
    {
        string folder = Folder();
        using (CellBook book = CellBook.Open(folder, TimeProvider.System))
        {
            ulong[] cells = [.. Enumerable.Range(1, 3).Select(number => Cell(book, $"WJK-{number}").Id)];
            book.Start(cells[0], Slot(0), At(-10), new TestSettings(), Ana);
            await PlayAsync(folder, book, Slots(seconds: 100), (30, () =>
                book.Start(cells[1], Slot(0), At(30.5), new TestSettings(), Ana, WhenHeld.End)), (70, () =>
                book.Start(cells[2], Slot(0), At(70), new TestSettings(), Ana, WhenHeld.End)));
        }

        Assert.Equal([31, 40, 30], RowsOf(folder, "WJK-1, test 1", "WJK-2, test 1", "WJK-3, test 1"));
        Assert.Null(Check(folder));
    }

    [Fact]
    public async Task A_test_that_came_and_left_before_the_first_row_has_none_and_the_slots_rows_belong_to_others()
    {
        string folder = Folder();
        using (CellBook book = CellBook.Open(folder, TimeProvider.System))
        {
            await using LiveLog live = new(folder, book: book);
            Arrival[] frames = Slots(seconds: 60);
            await PlayAsync(live, frames[..9]);
            await Soon.Until(() => book.Find(CellName.Parse("bench-01 slot 0, 2026-01-01")) is not null);
            TestRun first = book.Start(Cell(book, "WJK-1").Id, Slot(0), At(-9000), new TestSettings(), Ana);
            await Soon.Until(() => book.FindTest(first.Id)!.Segments[0].From!.At is not null);
            TestRun second = book.Start(
                Cell(book, "WJK-2").Id, Slot(0), At(-8000), new TestSettings(), Ana, WhenHeld.End);
            await Soon.Until(() => book.FindTest(second.Id)!.Segments[0].From!.At is not null);
            book.End(second.Id, At(-7000), Ana);
            await PlayAsync(live, frames[9..]);
            book.Start(Cell(book, "WJK-3").Id, Slot(0), At(35), new TestSettings(), Ana);
            await Soon.Until(() => book.FindTest(second.Id)!.Segments[0].To!.At is not null);
            Assert.Empty(live.Derivation.Problems);
        }

        Assert.Equal([36, 25], RowsOf(folder, "bench-01 slot 0, 2026-01-01 (2), test 1", "WJK-3, test 1"));
        Assert.Null(Check(folder));
    }

    [Fact]
    public async Task A_test_that_moves_over_three_boards_is_one_record()
    {
        string folder = Folder();
        using (CellBook book = CellBook.Open(folder, TimeProvider.System))
        {
            TestRun test = book.Start(Cell(book, "WJK-1").Id, Slot(0), At(-10), new TestSettings(), Ana);
            await PlayAsync(folder, book, Slots(seconds: 90),
                (30, () => book.Move(test.Id, Slot(1), At(30), At(32), Ana)),
                (60, () => book.Move(test.Id, Slot(2), At(60), At(60), Ana)));
            Assert.Equal(3, book.FindTest(test.Id)!.Segments.Count);
        }

        Assert.Equal([31 + 28 + 30], RowsOf(folder, "WJK-1, test 1"));
        Assert.Null(Check(folder));
    }

    [Fact]
    public async Task A_start_that_is_entered_after_the_first_rows_takes_them_from_the_unnamed_cell()
    {
        string folder = Folder();
        using (CellBook book = CellBook.Open(folder, TimeProvider.System))
        {
            await PlayAsync(folder, book, Slots(seconds: 60), (40, () =>
                book.Start(Cell(book, "WJK-1").Id, Slot(0), At(-10), new TestSettings(), Ana)));
        }

        Assert.Equal([61], RowsOf(folder, "WJK-1, test 1"));
        Assert.DoesNotContain("bench-01 slot 0, 2026-01-01, test 1", Results(folder).Keys);
    }

    [Fact]
    public async Task A_start_after_which_the_gateway_was_killed_takes_its_rows_at_the_next_start_although_no_frame_comes()
    {
        string folder = Folder();
        using (CellBook book = CellBook.Open(folder, TimeProvider.System))
        {
            await PlayAsync(folder, book, Slots(seconds: 60));
            book.Start(Cell(book, "WJK-1").Id, Slot(0), At(-10), new TestSettings(), Ana);
            await using LiveLog again = new(folder, book: book);
        }

        Assert.Equal([61], RowsOf(folder, "WJK-1, test 1"));
    }

    [Fact]
    public async Task After_a_test_has_ended_its_slot_belongs_to_an_unnamed_cell()
    {
        string folder = Folder();
        using (CellBook book = CellBook.Open(folder, TimeProvider.System))
        {
            TestRun test = book.Start(Cell(book, "WJK-1").Id, Slot(0), At(-10), new TestSettings(), Ana);
            await PlayAsync(folder, book, Slots(seconds: 60), (30, () => book.End(test.Id, At(30), Ana)));
        }

        Assert.Equal([31, 30], RowsOf(folder, "WJK-1, test 1", "bench-01 slot 0, 2026-01-01, test 1"));
    }

    [Fact]
    public async Task A_board_that_is_replaced_under_a_test_continues_it()
    {
        string folder = Folder();
        SlotStream first = new(0xA0, 0) { UtcMinusUptimeMs = Utc };
        SlotStream second = new(0xB0, 0) { UtcMinusUptimeMs = Utc + 60_000 };
        using (CellBook book = CellBook.Open(folder, TimeProvider.System))
        {
            TestRun test = book.Start(Cell(book, "WJK-1").Id, Slot(0), At(-10), new TestSettings(), Ana);
            await using (LiveLog live = new(folder, book: book))
            {
                await live.AddSchemaAsync(first.Schema);
                await live.AddSchemaAsync(second.Schema);
                await live.AppendAsync(first.Run(0.01, 3).ToArray());
                await live.AppendAsync(second.Run(0.01, 4).ToArray());
            }

            Assert.Equal([0xA0UL, 0xB0UL], book.FindTest(test.Id)!.Segments.Select(segment => segment.Stream!.Value));
        }

        Assert.Equal([70], RowsOf(folder, "WJK-1, test 1"));
    }

    [Fact]
    public async Task What_is_entered_late_or_put_right_gives_the_bytes_of_what_was_entered_in_time_also_after_kills() =>
        await Gen.Int.SampleAsync(LateAsInTimeAsync, iter: 15, threads: 1);

    private async Task LateAsInTimeAsync(int seed)
    {
        Random random = new(seed);
        int seconds = 120;
        List<Entry> entries = Script(random, seconds);
        Arrival[] frames = Slots(seconds, random);

        string inTime = Folder();
        using (CellBook book = CellBook.Open(inTime, TimeProvider.System))
        {
            Scribe scribe = new(book);
            await PlayAsync(inTime, book, frames, [.. entries.Select(one => (one.AtS, (Action)(() => scribe.Write(one))))]);
        }

        string late = Folder();
        Scribe lateScribe;
        using (CellBook book = CellBook.Open(late, TimeProvider.System))
        {
            lateScribe = new(book);
            int kept = random.Next(frames.Length);
            await PlayAsync(late, book, frames[..kept]);
            string earlier = Folder();
            DerivedStore.OpenCopy(late, earlier)?.Dispose();
            int cut = random.Next(entries.Count + 1);
            entries[..cut].ForEach(lateScribe.Write);
            if (random.Next(2) == 0)
            {
                // As after a kill between assignment and derivation: the book has it, results do not.
                await PlayAsync(late, book, frames[kept..]);
                File.Copy(Path.Combine(earlier, DerivedStore.FileName), Path.Combine(late, DerivedStore.FileName),
                    overwrite: true);
            }

            await PlayAsync(late, book, frames[kept..]);
            await PlayAsync(late, book, [], [.. entries[cut..].Select(one => (0.0, (Action)(() => lateScribe.Write(one))))]);
        }

        SortedDictionary<string, IReadOnlyList<string>> expected = Results(inTime);
        SortedDictionary<string, IReadOnlyList<string>> actual = Results(late);
        foreach (string label in entries.Select(one => $"WJK-{one.Cell}, test 1").Distinct())
        {
            IReadOnlyList<string> one = expected.GetValueOrDefault(label, []);
            IReadOnlyList<string> other = actual.GetValueOrDefault(label, []);
            Assert.True(one.SequenceEqual(other), $"seed {seed}: {label}: {FirstDifference(one, other)}");
        }

        Assert.True(Check(late) is null, $"seed {seed}: {Check(late)}");
    }

    /// <summary>Cells that come, swap, move and end, in the order of time.</summary>
    private static List<Entry> Script(Random random, int seconds)
    {
        List<Entry> entries = [];
        int?[] inSlot = new int?[Boards];
        int cells = 0;
        for (double at = random.Next(1, 15); at < seconds - 5; at += random.Next(4, 25) + (random.Next(2) * 0.5))
        {
            int slot = random.Next(Boards);
            int free = Array.FindIndex(inSlot, one => one is null);
            switch (random.Next(4))
            {
                case 0 when inSlot[slot] is { } ended:
                    entries.Add(new Entry(EntryKind.End, at, ended, slot));
                    inSlot[slot] = null;
                    break;
                case 1 when inSlot[slot] is { } moved && free >= 0:
                    entries.Add(new Entry(EntryKind.Move, at, moved, free));
                    (inSlot[slot], inSlot[free]) = (null, moved);
                    break;
                default:
                    entries.Add(new Entry(EntryKind.Start, at, ++cells, slot));
                    inSlot[slot] = cells;
                    break;
            }
        }

        return entries;
    }

    /// <summary>Frames of three slots that cycle, a row a second, ten seconds a frame, in the order of their arrival.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="faults">Now and then a board restarts, and learns UTC later or never; null: it does not.</param>
    private static Arrival[] Slots(int seconds, Random? faults = null)
    {
        SlotStream[] slots = [.. Enumerable.Range(0, Boards).Select(at => new SlotStream(Id(at), at) { UtcMinusUptimeMs = Utc })];
        long[] bootUtcMs = [.. slots.Select(_ => Utc)];
        List<Arrival> arrivals = [];
        for (int turn = 0; turn < seconds / 10; turn++)
        {
            for (int at = 0; at < Boards; at++)
            {
                SlotStream slot = slots[at];
                int rows = turn == 0 ? 11 : 10;
                if (turn > 0 && faults?.Next(6) == 0)
                {
                    int offS = faults.Next(1, 9);
                    bootUtcMs[at] += slot.UptimeMs + (offS * 1000L);
                    slot.Reboot();
                    slot.UtcMinusUptimeMs = null;
                    rows -= offS - 1;
                }

                if (faults is not null && slot.UtcMinusUptimeMs is null && faults.Next(3) == 0)
                {
                    slot.UtcMinusUptimeMs = bootUtcMs[at];
                }

                byte[] frame = slot.Frame((turn % 3) switch { 0 => 0.01, 1 => 0, _ => -0.01 }, rows);
                arrivals.Add(new Arrival(frame, bootUtcMs[at] + slot.UptimeMs + 100));
            }
        }

        return [.. arrivals];
    }

    /// <summary>Plays frames, each of which holds ten seconds, and says things when their time has come.</summary>
    private static async Task PlayAsync(string folder, CellBook book, Arrival[] frames, params (double AtS, Action Say)[] said)
    {
        await using LiveLog live = new(folder, book: book);
        await PlayAsync(live, frames, said);
    }

    private static async Task PlayAsync(LiveLog live, Arrival[] frames, params (double AtS, Action Say)[] said)
    {
        for (int at = 0; at < Boards; at++)
        {
            await live.AddSchemaAsync(new SlotStream(Id(at), at).Schema);
        }

        int next = 0;
        for (int turn = 0; turn * Boards < frames.Length; turn++)
        {
            for (; next < said.Length && said[next].AtS <= turn * 10; next++)
            {
                said[next].Say();
            }

            await live.AppendAsync(frames.Skip(turn * Boards).Take(Boards)
                .Select(one => (one.Frame, one.ReceivedUtcMs)).ToArray());
        }

        for (; next < said.Length; next++)
        {
            said[next].Say();
        }
    }

    /// <summary>What is stored of each test, by its label: all but its id.</summary>
    private static SortedDictionary<string, IReadOnlyList<string>> Results(string folder)
    {
        using CellBook book = CellBook.Open(folder, TimeProvider.System);
        using DerivedStore store = DerivedStore.Open(folder);
        SortedDictionary<string, IReadOnlyList<string>> results = new(StringComparer.Ordinal);
        foreach (ulong test in store.Cells().Select(cell => cell.Id))
        {
            results.Add(book.PlanOf(test)!.Label,
            [
                .. store.ResultTexts(test).Select(one => $"{one.Name} {one.Text}"),
                "checkpoint " + Convert.ToHexString(store.Checkpoint(test)!),
                "trends " + Convert.ToHexString(store.TrendState(test) ?? []),
            ]);
        }

        return results;
    }

    private static int[] RowsOf(string folder, params string[] labels)
    {
        using CellBook book = CellBook.Open(folder, TimeProvider.System);
        Dictionary<ulong, string> names = book.Plans().ToDictionary(plan => plan.Id, plan => plan.Label);
        using DerivedStore store = DerivedStore.Open(folder);
        Dictionary<string, int> rows = store.Cells().ToDictionary(
            cell => names[cell.Id], cell => Count(folder, store, cell.Id));
        return [.. labels.Select(label => rows.GetValueOrDefault(label))];
    }

    private static int Count(string folder, DerivedStore store, ulong test)
    {
        using TestRowReader rows = TestRowReader.Open(folder, store, test);
        int count = 0;
        while (rows.TryRead(out _))
        {
            count++;
        }

        return count;
    }

    private static string FirstDifference(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        int same = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"at {same}: {expected.ElementAtOrDefault(same)} became {actual.ElementAtOrDefault(same)}";
    }

    private static ulong Id(int slot) => 0xA0 + (ulong)slot;

    private static SlotName Slot(int slot) => new("bench-01", slot);

    private static Edge At(double seconds) => new(Utc + (long)(seconds * 1000));

    private static Cell Cell(CellBook book, string name) => book.Add(new Cell { Name = CellName.Parse(name) }, Ana);

    private string Folder() => _scratch.CreateSubdirectory($"{_folders++}").FullName;

    private string? Check(string folder)
    {
        using DerivedStore stored = DerivedStore.OpenCopy(folder, Folder())!;
        using DerivedStore fresh = DerivedStore.Open(Folder());
        return new Rebuild(folder, fresh, stored.EngineOptions()!, problem => Assert.Fail(problem), _ => { })
            .Check(stored, CancellationToken.None).Difference;
    }

    private enum EntryKind
    {
        Start,
        Move,
        End,
    }

    private sealed record Arrival(byte[] Frame, long ReceivedUtcMs);

    private sealed record Entry(EntryKind Kind, double AtS, int Cell, int Slot);

    private sealed class Scribe(CellBook book)
    {
        private readonly Dictionary<int, ulong> _tests = [];

        public void Write(Entry entries)
        {
            Edge at = At(entries.AtS);
            switch (entries.Kind)
            {
                case EntryKind.Start:
                    _tests[entries.Cell] = book.Start(
                        Cell(book, $"WJK-{entries.Cell}").Id, Slot(entries.Slot), at, new TestSettings(), Ana, WhenHeld.End).Id;
                    break;
                case EntryKind.Move:
                    book.Move(_tests[entries.Cell], Slot(entries.Slot), at, at, Ana);
                    break;
                default:
                    book.End(_tests[entries.Cell], at, Ana);
                    break;
            }
        }
    }
}
