using System.Linq;
using EdgeLogger.Cells.Model;

namespace EdgeLogger.Cells.Tests;

/// <summary>Who is in a slot when: docs/specs/cells.md.</summary>
public sealed class AssignmentTests : BookFixture
{
    [Fact]
    public void Two_swaps_in_one_slot_are_three_tests_of_three_cells_that_follow_one_another()
    {
        TestRun first = Start(Cell("A"), "b/0", At("01 08:00", 7));
        TestRun second = Start(Cell("B"), "b/0", At("02 08:00", 7), WhenHeld.End);
        TestRun third = Start(Cell("C"), "b/0", At("03 08:00", 7), WhenHeld.End);

        Assert.Equal([first.Id, second.Id, third.Id], Book.TestsIn(Slot("b/0")).Select(test => test.Id));
        Assert.Equal(At("02 08:00", 7), Book.FindTest(first.Id)!.Segments.Single().To);
        Assert.Equal(At("02 08:00", 7), Book.FindTest(second.Id)!.Segments.Single().From);
        Assert.Equal(Utc("02 08:00"), Book.FindTest(first.Id)!.EndUtcMs);
        Assert.Equal(Slot("b/0"), Book.FindTest(third.Id)!.SlotNow);
    }

    [Fact]
    public void A_slot_that_holds_a_test_takes_no_other_at_that_time()
    {
        TestRun held = Start(Cell("A"), "b/0", At("02 08:00"));
        Cell other = Cell("B");
        Refused("b/0 holds A, test 1, at 2026-07-03 08:00:00Z", () => Start(other, "b/0", At("03 08:00")));
        Refused("b/0 holds A, test 1", () => Start(other, "b/0", At("01 08:00")));
        Book.Start(other.Id, Slot("b/0"), At("01 08:00"), new TestSettings(), Ana, until: At("02 08:00"));
        Book.End(held.Id, At("04 08:00"), Ana);
        Start(Cell("C"), "b/0", At("04 08:00"));
    }

    [Fact]
    public void A_cell_runs_one_test_at_a_time_and_numbers_go_on()
    {
        Cell cell = Cell("A");
        TestRun first = Start(cell, "b/0", At("02 08:00"));
        Refused("A cell runs one test at a time", () => Start(cell, "b/1", At("03 08:00")));
        Book.End(first.Id, At("04 08:00"), Ana);
        Refused("A cell runs one test at a time", () => Start(cell, "b/1", At("03 08:00")));
        Assert.Equal([1, 2], new[] { first.Number, Start(cell, "b/1", At("04 08:00")).Number });
    }

    [Fact]
    public void A_move_continues_the_test_in_another_slot_also_after_a_while_in_none()
    {
        TestRun test = Start(Cell("A"), "b/0", At("01 08:00", 7));
        Book.Move(test.Id, Slot("c/3"), At("02 08:00", 7), At("02 09:00", 9), Ana);
        Book.Leave(test.Id, At("03 08:00", 9), Ana);
        Assert.Null(Book.FindTest(test.Id)!.SlotNow);
        TestRun moved = Book.Move(test.Id, Slot("b/0"), At("04 08:00", 7), At("04 08:00", 7), Ana);

        Assert.Equal([Slot("b/0"), Slot("c/3"), Slot("b/0")], moved.Segments.Select(segment => segment.Slot!.Value));
        Assert.Equal([7UL, 9UL, 7UL], moved.Segments.Select(segment => segment.Stream!.Value));
        Assert.Equal([Utc("02 08:00"), Utc("03 08:00"), null], moved.Segments.Select(segment => segment.To?.UtcMs));
        Assert.Null(moved.EndUtcMs);
        Refused("A test is in one slot at a time",
            () => Book.Move(test.Id, Slot("c/3"), At("06 08:00", 7), At("05 08:00", 9), Ana));
    }

    [Fact]
    public void An_end_lies_after_its_begin_by_date_and_by_the_boards_clock()
    {
        TestRun test = Start(Cell("A"), "b/0", At("02 08:00", 7));
        Refused("not after it came", () => Book.End(test.Id, At("01 08:00", 7), Ana));
        Refused("not after it came", () => Book.End(test.Id, At("02 08:00", 7), Ana));
        Refused("by the board's own clock", () => Book.End(test.Id, new Edge(Utc("03 08:00"), new Point(7, 1, 0, 1)), Ana));
        Refused("between the years 2000 and 2199", () => Book.End(test.Id, new Edge(long.MaxValue), Ana));
    }

    [Fact]
    public void A_time_in_the_future_is_refused_by_each_change_and_a_clock_that_is_some_minutes_off_is_not()
    {
        TestRun test = Start(Cell("A"), "b/0", At("01 08:00"));
        Edge mistyped = new(Time.GetUtcNow().AddMinutes(6).ToUnixTimeMilliseconds());
        Cell other = Cell("B");
        Refused("is in the future: the gateway's clock says 2026-08-01 12:00:00Z", () => Start(other, "b/1", mistyped));
        Refused("is in the future", () => Book.End(test.Id, mistyped, Ana));
        Refused("is in the future", () => Book.Leave(test.Id, mistyped, Ana));
        Refused("is in the future", () => Book.Move(test.Id, Slot("b/1"), At("02 08:00"), mistyped, Ana));
        Refused("is in the future", () => Book.Correct(test.Id, 0, EdgeSide.From, mistyped, Ana));
        Book.End(test.Id, new Edge(Time.GetUtcNow().AddMinutes(4).ToUnixTimeMilliseconds()), Ana);
    }

    [Fact]
    public void No_row_belongs_to_two_tests_also_where_the_dates_say_that_none_could()
    {
        TestRun first = Start(Cell("A"), "b/0", new Edge(Utc("01 08:00"), new Point(7, 1, 1000, 1)));
        Book.End(first.Id, new Edge(Utc("02 08:00"), new Point(7, 1, 9000, 3)), Ana);
        Cell other = Cell("B");
        Refused("belong to A, test 1 already, by the board's own clock",
            () => Start(other, "b/0", new Edge(Utc("02 08:00"), new Point(7, 1, 8999, 3))));
        Refused("belong to A, test 1 already, by the board's own clock",
            () => Start(other, "c/0", new Edge(Utc("02 08:00"), new Point(7, 1, 8999, 3))));
        Start(other, "b/0", new Edge(Utc("02 08:00"), new Point(7, 1, 9000, 3)));
    }

    [Fact]
    public void An_edge_is_a_point_of_the_segments_own_stream()
    {
        TestRun test = Start(Cell("A"), "b/0", At("01 08:00", 7));
        Refused("is a point of another stream than its rows. Give a point of stream 0000000000000007",
            () => Book.Correct(test.Id, 0, EdgeSide.From, At("01 09:00", 8), Ana, alone: true));
    }

    [Fact]
    public void A_test_is_in_no_slot_before_its_begin_and_after_its_end()
    {
        TestRun test = Start(Cell("A"), "b/0", At("02 08:00", 7));
        Book.Move(test.Id, Slot("c/0"), At("03 08:00", 7), At("03 08:00", 8), Ana);
        Refused("begins at 2026-07-02 08:00:00Z and cannot be in c/0 before",
            () => Book.Correct(test.Id, 1, EdgeSide.From, At("01 08:00", 8), Ana));
        Book.End(test.Id, At("04 08:00", 8), Ana);
        Refused("was ended at 2026-07-04 08:00:00Z and cannot be in b/0 after that",
            () => Book.Correct(test.Id, 0, EdgeSide.To, null, Ana));
    }

    [Fact]
    public void A_test_that_was_ended_is_ended()
    {
        TestRun test = Start(Cell("A"), "b/0", At("01 08:00"));
        Book.End(test.Id, At("02 08:00"), Ana);
        Refused("was ended at 2026-07-02 08:00:00Z", () => Book.End(test.Id, At("03 08:00"), Ana));
        Refused("cannot move", () => Book.Move(test.Id, Slot("c/0"), At("03 08:00"), At("03 08:00"), Ana));
    }

    [Fact]
    public void An_edge_is_corrected_days_later_and_who_comes_at_it_goes_with_who_leaves()
    {
        TestRun first = Start(Cell("A"), "b/0", At("01 08:00", 7));
        TestRun second = Start(Cell("B"), "b/0", At("05 08:00", 7), WhenHeld.End);

        Book.Correct(second.Id, 0, EdgeSide.From, At("02 14:10", 7), Ana);
        Assert.Equal(At("02 14:10", 7), Book.FindTest(first.Id)!.Segments.Single().To);
        Assert.Equal(Utc("02 14:10"), Book.FindTest(first.Id)!.EndUtcMs);
        Assert.Equal(Utc("02 14:10"), Book.FindTest(second.Id)!.StartUtcMs);

        Refused("not after it came", () => Book.Correct(second.Id, 0, EdgeSide.From, At("01 07:00", 7), Ana));
        Book.Correct(first.Id, 0, EdgeSide.To, At("02 12:00", 7), Ana, alone: true);
        Assert.Equal(Utc("02 14:10"), Book.FindTest(second.Id)!.StartUtcMs);
        Refused("b/0 holds", () => Book.Correct(second.Id, 0, EdgeSide.From, At("02 11:00", 7), Ana));
    }

    [Fact]
    public void An_end_that_was_a_mistake_is_taken_back_unless_the_slot_has_been_given_away()
    {
        TestRun test = Start(Cell("A"), "b/0", At("01 08:00"));
        Book.End(test.Id, At("02 08:00"), Ana);
        Assert.Null(Book.Correct(test.Id, 0, EdgeSide.To, null, Ana).EndUtcMs);

        Start(Cell("B"), "b/0", At("03 08:00"), WhenHeld.End);
        Refused("b/0 holds", () => Book.Correct(test.Id, 0, EdgeSide.To, null, Ana));
    }

    [Fact]
    public void An_edge_among_rows_that_were_dropped_is_refused_with_the_date()
    {
        TestRun test = Start(Cell("A"), "b/0", At("01 08:00", 7));
        Book.End(test.Id, At("10 08:00", 7), Ana);
        KeptFromUtcMs = stream => stream == 7 ? Utc("05 00:00") : null;

        Refused("has this slot's rows from 2026-07-05 00:00:00Z on",
            () => Book.Correct(test.Id, 0, EdgeSide.To, At("04 08:00", 7), Ana));
        Refused("2026-07-01 08:00:00Z cannot be corrected",
            () => Book.Correct(test.Id, 0, EdgeSide.From, At("06 08:00", 7), Ana));
        Book.Correct(test.Id, 0, EdgeSide.To, At("06 08:00", 7), Ana);
        Cell late = Cell("C");
        Refused("older ones have been dropped",
            () => Book.Start(late.Id, Slot("b/0"), At("01 07:00", 7), new TestSettings(), Ana, until: At("01 08:00", 7)));
    }

    [Fact]
    public void A_file_belongs_to_one_test_and_stands_where_it_is_put()
    {
        Cell cell = Cell("A");
        TestRun test = Book.StartWithFile(cell.Id, 100, File("formation.csv"), new TestSettings(), Ana);
        Book.Move(test.Id, Slot("b/0"), At("02 08:00", 7), At("02 08:00", 7), Ana);
        TestRun three = Book.AddFile(test.Id, 101, File("second.csv"), 1, Ana);

        Assert.Equal(["formation.csv", "second.csv", null], three.Segments.Select(segment => segment.File?.Name));
        Assert.Equal(Utc("02 08:00"), three.StartUtcMs);
        TestRun other = Book.StartWithFile(Cell("B").Id, 102, File("other.csv"), new TestSettings(), Ana);
        Refused("formation.csv belongs to A, test 1", () => Book.AddFile(other.Id, 100, File("formation.csv"), 0, Ana));
        Refused("formation.csv belongs to A, test 1", () => Book.AddFile(test.Id, 100, File("formation.csv"), 0, Ana));
    }

    [Fact]
    public void An_edge_that_nothing_had_arrived_for_is_resolved_once()
    {
        TestRun test = Start(Cell("A"), "b/0", At("01 08:00"));
        Assert.Null(test.Segments[0].Stream);
        Edge resolved = Book.Resolve(test.Id, 0, EdgeSide.From, new Point(7, 1, 5000, 3)).Segments[0].From!;
        Assert.Equal(new Edge(Utc("01 08:00"), new Point(7, 1, 5000, 3)), resolved);
        Refused("still to be resolved", () => Book.Resolve(test.Id, 0, EdgeSide.From, new Point(7, 1, 6000, 3)));
        Refused("still to be resolved", () => Book.Resolve(test.Id, 0, EdgeSide.To, new Point(7, 1, 6000, 3)));
    }

    [Fact]
    public void Conditions_of_a_test_are_changed_and_kept()
    {
        TestRun test = Start(Cell("A"), "b/0", At("01 08:00"));
        TestConditions conditions = new()
        { PressureMpa = 75, TemperatureDegC = -20, Cycler = "MPG-2", Channel = "7", Protocol = "C/10, 3x\nC/3" };
        TestSettings settings = new() { Conditions = conditions, NominalAh = 0.0012 };
        Assert.Equal(settings, Book.SetTest(test.Id, _ => settings, Ana)!.Settings);
        Assert.Null(Book.SetTest(test.Id, was => was, Ana));
        Refused("MPa", () => Book.SetTest(
            test.Id, was => was with { Conditions = was.Conditions with { PressureMpa = -1 } }, Ana));
        Refused("degC", () => Book.SetTest(
            test.Id, was => was with { Conditions = was.Conditions with { TemperatureDegC = -300 } }, Ana));
    }

    private static ImportedFile File(string name) => new(name, new string('a', 64));

    [Fact]
    public void A_start_by_mistake_is_withdrawn_and_the_test_that_it_ended_goes_on()
    {
        Cell cell = Cell("A");
        TestRun first = Start(cell, "b/0", At("02 08:00", 7));
        Cell wrong = Cell("B");
        TestRun mistake = Start(wrong, "b/0", At("03 08:00", 7), WhenHeld.End);

        TestRun withdrawn = Book.Withdraw(mistake.Id, 0, Ana);

        Assert.Equal((null, null, 0), (withdrawn.StartUtcMs, withdrawn.EndUtcMs, withdrawn.Segments.Count));
        TestRun after = Book.FindTest(first.Id)!;
        Assert.Equal(first with { Segments = [] }, after with { Segments = [] });
        Assert.Equal(first.Segments, after.Segments);
        Assert.Equal(2, Start(wrong, "b/1", At("04 08:00")).Number);
    }

    [Fact]
    public void A_test_that_was_ended_after_its_only_stay_has_neither_begin_nor_end_without_it()
    {
        TestRun test = Start(Cell("A"), "b/0", At("02 08:00", 7));
        Book.Leave(test.Id, At("03 08:00", 7), Ana);
        Book.End(test.Id, At("04 08:00"), Ana);
        TestRun after = Book.Withdraw(test.Id, 0, Ana);
        Assert.Equal((null, null, 0), (after.StartUtcMs, after.EndUtcMs, after.Segments.Count));
    }

    [Fact]
    public void A_withdrawn_stay_that_was_over_goes_to_the_test_before_it_until_there()
    {
        TestRun first = Start(Cell("A"), "b/0", At("02 08:00", 7));
        TestRun mistake = Start(Cell("B"), "b/0", At("03 08:00", 7), WhenHeld.End);
        TestRun third = Start(Cell("C"), "b/0", At("04 08:00", 7), WhenHeld.End);

        Book.Withdraw(mistake.Id, 0, Ana);

        Assert.Equal(At("04 08:00", 7), Book.FindTest(first.Id)!.Segments[0].To);
        Assert.Equal(Utc("04 08:00"), Book.FindTest(first.Id)!.EndUtcMs);
        Assert.Equal(At("04 08:00", 7), Book.FindTest(third.Id)!.Segments[0].From);
    }

    [Fact]
    public void A_test_that_went_elsewhere_or_whose_cell_did_or_that_ended_before_does_not_go_on()
    {
        Cell cell = Cell("A");
        TestRun first = Start(cell, "b/0", At("02 08:00", 7));
        TestRun mistake = Start(Cell("B"), "b/0", At("03 08:00", 7), WhenHeld.End);
        Start(cell, "b/1", At("03 09:00", 8));
        TestRun moved = Start(Cell("C"), "b/2", At("02 08:00", 9));
        TestRun second = Start(Cell("D"), "b/2", At("03 08:00", 9), WhenHeld.Leave);
        Book.Move(moved.Id, Slot("b/3"), At("03 08:00"), At("03 08:00", 10), Ana);
        TestRun early = Start(Cell("E"), "b/4", At("02 08:00", 11));
        Book.End(early.Id, At("02 09:00", 11), Ana);
        TestRun later = Start(Cell("F"), "b/4", At("03 08:00", 11));

        foreach (TestRun wrong in (TestRun[])[mistake, second, later])
        {
            Assert.Empty(Book.Withdraw(wrong.Id, 0, Ana).Segments);
        }

        Assert.Equal(Utc("03 08:00"), Book.FindTest(first.Id)!.EndUtcMs);
        Assert.Equal(At("03 08:00", 9), Book.FindTest(moved.Id)!.Segments[0].To);
        Assert.Equal(Utc("02 09:00"), Book.FindTest(early.Id)!.EndUtcMs);
        ulong opened = Book.OpenUnnamed(7, Slot("b/0"), Utc("03 10:00")).Id;
        Assert.True(Book.PlanOf(opened)!.IsUnnamed, "rows that nobody has open a test of an unnamed cell");
    }

    [Fact]
    public void Boards_that_were_replaced_in_a_withdrawn_stay_go_with_it_and_the_other_slots_stay()
    {
        TestRun test = Start(Cell("A"), "b/0", At("02 08:00", 7));
        Book.Move(test.Id, Slot("b/1"), At("03 08:00", 7), At("03 08:00", 8), Ana);
        Book.OpenUnnamed(9, Slot("b/1"), Utc("04 08:00"));
        Assert.Equal(3, Book.FindTest(test.Id)!.Segments.Count);
        Book.End(test.Id, At("05 08:00", 9), Ana);

        TestRun after = Book.Withdraw(test.Id, 2, Ana);

        Assert.Equal(Slot("b/0"), Assert.Single(after.Segments).Slot);
        Assert.Equal((Utc("02 08:00"), Utc("03 08:00")), (after.StartUtcMs, after.EndUtcMs));
    }
}
