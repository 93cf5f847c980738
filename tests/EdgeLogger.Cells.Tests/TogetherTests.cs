using System.Collections.Generic;
using System.Linq;
using EdgeLogger.Cells.Many;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cells.Plans;

namespace EdgeLogger.Cells.Tests;

/// <summary>Changes of several tests, and what changes would do.</summary>
public sealed class TogetherTests : BookFixture
{
    [Fact]
    public void Two_tests_swap_their_slots_in_one_change()
    {
        TestRun first = Start(Cell("A"), "b/0", At("01 08:00"));
        TestRun second = Start(Cell("B"), "b/1", At("01 08:00"));
        Book.Together(book =>
        {
            book.Leave(first.Id, At("02 08:00"), Ana);
            book.Move(second.Id, Slot("b/0"), At("02 08:00"), At("02 08:00"), Ana);
            book.Move(first.Id, Slot("b/1"), At("02 08:00"), At("02 08:00"), Ana);
        });
        Assert.Equal((second.Id, first.Id), (Now("b/0").Id, Now("b/1").Id));
    }

    [Fact]
    public void Of_changes_that_belong_together_none_is_made_if_one_is_refused()
    {
        TestRun first = Start(Cell("A"), "b/0", At("01 08:00"));
        Start(Cell("B"), "b/1", At("01 08:00"));
        Refused("b/1 holds B, test 1", () => Book.Together(book =>
        {
            book.Leave(first.Id, At("02 08:00"), Ana);
            book.Move(first.Id, Slot("b/1"), At("02 08:00"), At("02 08:00"), Ana);
        }));
        Assert.Equal(first.Id, Now("b/0").Id);
    }

    [Fact]
    public void A_change_that_is_refused_within_others_leaves_nothing_of_itself_behind()
    {
        TestRun held = Start(Cell("A"), "b/0", At("01 08:00"));
        Cell busy = Cell("B");
        Start(busy, "b/1", At("01 08:00"));
        Book.Together(book =>
        {
            Assert.Throws<CellBookException>(() => Start(busy, "b/0", At("02 08:00"), WhenHeld.End));
            book.AddNote(NoteSubject.OfCell(busy.Id), Utc("02 08:00"), "stays in b/1", Ana);
        });
        Assert.Null(Book.FindTest(held.Id)!.EndUtcMs);
        Assert.Single(Book.NotesOf(NoteSubject.OfCell(busy.Id)));
    }

    [Theory]
    [InlineData(WhenHeld.End)]
    [InlineData(WhenHeld.Leave)]
    public void A_start_and_a_move_make_room_in_the_slot_as_the_caller_says(WhenHeld whenHeld)
    {
        TestRun first = Start(Cell("A"), "b/0", At("01 08:00", 7));
        TestRun second = Start(Cell("B"), "b/0", At("02 08:00", 7), whenHeld);
        TestRun third = Start(Cell("C"), "b/1", At("01 08:00", 8));
        Refused("b/0 holds B, test 1", () => Book.Move(third.Id, Slot("b/0"), At("03 08:00", 8), At("03 08:00", 7), Ana));
        Book.Move(third.Id, Slot("b/0"), At("03 08:00", 8), At("03 08:00", 7), Ana, whenHeld);

        Assert.Equal(third.Id, Now("b/0").Id);
        foreach ((ulong id, string at) in (IEnumerable<(ulong, string)>)[(first.Id, "02 08:00"), (second.Id, "03 08:00")])
        {
            TestRun left = Book.FindTest(id)!;
            Assert.Equal(At(at, 7), left.Segments.Single().To);
            Assert.Equal(whenHeld == WhenHeld.End ? Utc(at) : null, left.EndUtcMs);
        }
    }

    [Fact]
    public void A_preview_has_the_plans_before_and_after_and_changes_nothing()
    {
        TestRun first = Start(Cell("A"), "b/0", At("01 08:00", 7));
        TestRun second = Start(Cell("B"), "b/0", At("05 08:00", 7), WhenHeld.End);
        Start(Cell("C"), "b/1", At("01 08:00", 8));
        long version = Book.Version;
        BookedTest[] before = [Book.PlanOf(first.Id)!, Book.PlanOf(second.Id)!];

        IReadOnlyList<PlanDifference> previewed = Book.Preview(
            book => book.Correct(second.Id, 0, EdgeSide.From, At("02 14:10"), Ana));

        Assert.Equal(version, Book.Version);
        Assert.Equal(before.Select(plan => plan.Segments), previewed.Select(one => one.Before!.Segments));
        Assert.Equal([first.Id, second.Id], previewed.Select(one => one.After.Id));
        Assert.Equal(At("02 14:10"), previewed[0].After.Segments.Single().To);
        Assert.Equal(At("02 14:10"), previewed[1].After.Segments.Single().From);
        Refused("not after it came", () => Book.Preview(
            book => book.Correct(second.Id, 0, EdgeSide.From, At("01 07:00"), Ana)));

        PlanDifference made = Assert.Single(Book.Preview(
            book => book.Start(book.Add(new Cell { Name = CellName.Parse("D") }, Ana).Id, Slot("b/2"), At("06 08:00"),
                new TestSettings(), Ana)));
        Assert.Null(made.Before);
        Assert.Equal("D, test 1", made.After.Label);
        Assert.Null(Book.Find(CellName.Parse("D")));
    }

    [Fact]
    public void A_preview_names_what_plans_of_a_cell_would_be_and_not_what_stays()
    {
        Cell cell = Cell("A");
        TestRun test = Start(cell, "b/0", At("01 08:00"));
        Assert.Empty(Book.Preview(book => book.Set(cell.Id, was => was with { Operator = "ben" }, Ana)));
        Assert.Empty(Book.Preview(book => book.AddNote(NoteSubject.OfTest(test.Id), Utc("01 09:00"), "n", Ana)));
        PlanDifference mass = Assert.Single(Book.Preview(book => book.Set(
            cell.Id, was => was with { Metadata = was.Metadata with { ActiveMassMg = 6.02 } }, Ana)));
        Assert.Equal((null, 6.02), (mass.Before!.Metadata.ActiveMassMg, mass.After.Metadata.ActiveMassMg));
    }

    [Fact]
    public void A_table_starts_all_its_tests_and_adds_the_cells_that_there_are_not()
    {
        Cell known = Book.Add(new Cell { Name = CellName.Parse("A"), Operator = "ana" }, Ana);
        IReadOnlyList<TestRun> started = Book.StartMany(
        [
            Line("A", "b/0") with { Facts = new CellFacts { ActiveMassMg = 6 } },
            Line("B", "b/1") with { Settings = new TestSettings { NominalAh = 0.001 } },
        ], Ana);

        Assert.Equal([known.Id, Book.Find(CellName.Parse("B"))!.Id], started.Select(test => test.Cell));
        Assert.Equal(["A, test 1", "B, test 1"], started.Select(test => Book.PlanOf(test.Id)!.Label));
        Assert.Equal((6, "ana"), (Book.Find(known.Id)!.Metadata.ActiveMassMg, Book.Find(known.Id)!.Operator));
        Assert.Equal(0.001, Book.PlanOf(started[1].Id)!.Metadata.NominalAh);
    }

    [Fact]
    public void A_table_with_lines_that_cannot_be_starts_nothing_and_names_the_problem_of_each()
    {
        TestRun held = Start(Cell("A"), "b/0", At("01 07:00"));
        long version = Book.Version;
        LinesRefusedException refusal = Assert.Throws<LinesRefusedException>(() => Book.StartMany(
        [
            Line("B", "b/1"), Line("C", "b/0"), Line("D/E", "b/2"), Line("F", "b"), Line("G", "b/1"), Line("B", "b/3"),
            Line("H", "b/4") with { Facts = new CellFacts { ActiveMassMg = -1 } },
        ], Ana));

        Assert.Equal([2, 3, 4, 5, 6, 7], refusal.Problems.Select(problem => problem.Line));
        string[] words =
        [
            "b/0 holds A, test 1", "cannot have '/'", "'b' is not a slot", "b/1 holds B, test 1",
            "A cell runs one test at a time", "The mass of H is -1",
        ];
        Assert.All(refusal.Problems.Zip(words), one => Assert.Contains(one.Second, one.First.Problem,
            System.StringComparison.Ordinal));
        Assert.StartsWith("6 of 7 lines are refused, and nothing was started. Line 2: b/0", refusal.Message,
            System.StringComparison.Ordinal);
        Assert.Equal(version, Book.Version);

        Book.StartMany([Line("C", "b/0")], Ana, WhenHeld.End);
        Assert.Equal(Utc("02 08:00"), Book.FindTest(held.Id)!.EndUtcMs);
    }

    private static TestLine Line(string cell, string slot) => new(cell, slot, Utc("02 08:00"));
}
