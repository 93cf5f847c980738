using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cells.Plans;
using EdgeLogger.Files.Sqlite;
using EdgeLogger.Testing;

namespace EdgeLogger.Cells.Tests;

/// <summary>Whatever users say in whatever order: the rules hold, judged here without the code that holds them.</summary>
public sealed class RandomBookTests
{
    private const int Slots = 3;
    private const int Cells = 3;
    private const long Hour = 3_600_000;
    private const long Begin = 1_767_225_600_000;
    private static readonly Author Ana = new("ana");

    private static readonly Gen<Step> Steps =
        from what in Gen.Int[0, 10]
        from pick in Gen.Int[0, 1000]
        from slot in Gen.Int[0, Slots - 1]
        from hour in Gen.Int[0, 60]
        from later in Gen.Int[0, 4]
        from hasPoint in Gen.Bool
        select new Step(what, pick, slot, hour, later, hasPoint);

    [Fact]
    public void No_sequence_of_changes_breaks_a_rule_and_the_history_alone_gives_what_there_is()
    {
        int made = 0;
        int refused = 0;
        Steps.Array[5, 25].Sample(steps =>
        {
            using ScratchDirectory directory = new();
            using CellBook book = CellBook.Open(directory, TimeProvider.System);
            ulong[] cells = [.. Enumerable.Range(0, Cells)
                .Select(i => book.Add(new Cell { Name = CellName.Parse($"C{i}") }, Ana).Id)];
            foreach (Step step in steps)
            {
                string before = Contents(directory);
                try
                {
                    IReadOnlyList<PlanDifference> previewed = book.Preview(one => Do(one, cells, step));
                    Assert.Equal(before, Contents(directory));
                    long version = book.Version;
                    Do(book, cells, step);
                    AssertPreview(previewed, book, version);
                    made++;
                }
                catch (CellBookException)
                {
                    refused++;
                    Assert.Equal(before, Contents(directory));
                }

                AssertRules(book);
            }

            AssertReplay(book, directory);
        }, iter: 40, threads: 1);
        Assert.True(made > 100 && refused > 50, $"{made} made, {refused} refused: the steps try too little");
    }

    private static void Do(CellBook book, ulong[] cells, Step step)
    {
        TestRun[] tests = [.. AllTests(book).OrderBy(test => test.Cell).ThenBy(test => test.Number)];
        SlotName slot = new("b", step.Slot);
        Edge edge = EdgeAt(step.Slot, step.Hour, step.HasPoint);
        ulong cell = cells[step.Pick % Cells];
        if (tests.Length == 0 || step.What <= 2)
        {
            book.Start(cell, slot, edge, new TestSettings(), Ana, (WhenHeld)(step.Pick % 3),
                until: step.What == 2 ? EdgeAt(step.Slot, step.Hour + step.Later, step.HasPoint) : null);
            return;
        }

        TestRun test = tests[step.Pick % tests.Length];
        int segment = test.Segments.Count == 0 ? 0 : step.Pick / 7 % test.Segments.Count;
        int there = test.SlotNow?.Slot ?? step.Slot;
        switch (step.What)
        {
            case 3:
                book.Move(test.Id, slot, EdgeAt(there, step.Hour, step.HasPoint),
                    EdgeAt(step.Slot, step.Hour + step.Later, step.HasPoint), Ana, (WhenHeld)(step.Pick % 3));
                break;
            case 4:
                book.End(test.Id, EdgeAt(there, step.Hour, step.HasPoint), Ana);
                break;
            case 5:
                book.Leave(test.Id, EdgeAt(there, step.Hour, step.HasPoint), Ana);
                break;
            case 6:
                book.OpenUnnamed((ulong)(step.Slot + 1 + (step.Pick % 2 * 10)), slot, Utc(step.Hour));
                break;
            case 7:
                Note note = book.AddNote(NoteSubject.OfTest(test.Id), Utc(step.Hour), "n", Ana);
                book.EditNote(note.Id, Utc(step.Hour), "m", Ana);
                book.WithdrawNote(note.Id, Ana);
                break;
            case 10:
                book.Withdraw(test.Id, segment, Ana);
                break;
            default:
                // A test that made room has no segment, and nothing to correct.
                SlotName place = segment < test.Segments.Count ? test.Segments[segment].Slot!.Value : slot;
                book.Correct(test.Id, segment, (EdgeSide)(step.Pick % 2), step.Later == 0
                    ? null
                    : EdgeAt(place.Slot, step.Hour, step.HasPoint), Ana, alone: step.What == 8);
                break;
        }
    }

    private static void AssertRules(CellBook book)
    {
        TestRun[] tests = [.. AllTests(book)];
        foreach (TestRun test in tests)
        {
            Assert.True(test.EndUtcMs is null || test.EndUtcMs > test.StartUtcMs, "an end lies after its begin");
            Assert.True(test.EndUtcMs is null || test.Segments.All(segment => segment.To?.UtcMs <= test.EndUtcMs),
                "a test that was ended is in no slot after");
            Assert.All(test.Segments, segment =>
                Assert.True(segment.To is null || segment.To.UtcMs > segment.From!.UtcMs, "a segment ends after its begin"));
        }

        for (int hour = 0; hour <= 140; hour++)
        {
            // Between two full hours, where no edge lies.
            long at = Begin + (hour * Hour / 2) + (Hour / 4);
            var there = tests.SelectMany(test => test.Segments.Where(segment => Holds(segment, at))
                .Select(segment => (Test: test.Id, test.Cell, Slot: segment.Slot!.Value))).Distinct().ToArray();
            Assert.True(there.DistinctBy(one => one.Slot).Count() == there.Length, "no two tests in one slot at the same time");
            Assert.True(there.DistinctBy(one => one.Test).Count() == there.Length, "a test is in one slot at a time");
            long[] running = [.. tests.Where(test => test.StartUtcMs <= at && !(test.EndUtcMs <= at))
                .Select(test => (long)test.Cell)];
            Assert.True(running.Distinct().Count() == running.Length, "a cell runs one test at a time");
        }
    }

    // A new test has another id each time.
    private static void AssertPreview(IReadOnlyList<PlanDifference> previewed, CellBook book, long version)
    {
        BookedTest[] made = [.. book.ChangesSince(version).Tests.Select(test => book.PlanOf(test)!)];
        foreach (BookedTest after in previewed.Select(one => one.After))
        {
            BookedTest same = Assert.Single(made, plan => plan.Label == after.Label);
            Assert.Equal(same.Segments, after.Segments);
        }
    }

    private static void AssertReplay(CellBook book, string directory)
    {
        Dictionary<ulong, string> replayed = [];
        for (IReadOnlyList<HistoryEntry> entries = book.History(); entries.Count > 0; entries = book.History(
            after: entries[^1].Number))
        {
            foreach (HistoryEntry entry in entries)
            {
                Assert.Equal(replayed.GetValueOrDefault(entry.Id), entry.Before);
                replayed[entry.Id] = entry.After;
            }
        }

        Assert.Equal(string.Join('\n', replayed.OrderBy(one => (long)one.Key).Select(one => one.Value)), Contents(directory));
    }

    private static string Contents(string directory)
    {
        using StoreFile file = StoreFile.Connect(System.IO.Path.Combine(directory, CellBook.FileName));
        return string.Join('\n', file.ReadAll(row => row.GetString(1),
            "SELECT id, body FROM cell UNION ALL SELECT id, body FROM test UNION ALL SELECT id, body FROM note ORDER BY id"));
    }

    private static IEnumerable<TestRun> AllTests(CellBook book) => book.Plans().Select(plan => book.FindTest(plan.Id)!);

    private static bool Holds(Segment segment, long utcMs) => segment.Slot is not null && segment.From!.UtcMs <= utcMs
        && (segment.To is null || segment.To.UtcMs > utcMs);

    private static long Utc(int hour) => Begin + (hour * Hour);

    private static Edge EdgeAt(int slot, int hour, bool hasPoint) =>
        new(Utc(hour), hasPoint ? new Point((ulong)(slot + 1), 1, hour * Hour, (uint)hour) : null);

    private sealed record Step(int What, int Pick, int Slot, int Hour, int Later, bool HasPoint);
}
