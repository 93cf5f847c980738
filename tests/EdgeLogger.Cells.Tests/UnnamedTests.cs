using System.Linq;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;

namespace EdgeLogger.Cells.Tests;

/// <summary>Slots that deliver rows before anybody has said what is in them.</summary>
public sealed class UnnamedTests : BookFixture
{
    [Fact]
    public void Rows_without_an_assignment_open_a_test_of_an_unnamed_cell_and_naming_it_later_keeps_everything()
    {
        TestRun test = Book.OpenUnnamed(7, Slot("bench-01/0"), Utc("01 08:00"));
        Assert.Equal(test.Id, Book.OpenUnnamed(7, Slot("bench-01/0"), Utc("02 08:00")).Id);
        Cell cell = Book.Find(test.Cell)!;
        Assert.Equal("bench-01 slot 0, 2026-07-01", cell.Name.Text);
        Assert.Equal(Point.BeginOf(7), test.Segments.Single().From!.At);

        Book.Set(cell.Id, was => was with { Name = CellName.Parse("WJK-0412") }, Ana);
        Assert.Equal("WJK-0412, test 1", Book.PlanOf(test.Id)!.Label);
        Assert.Equal(test.Segments, Book.PlanOf(test.Id)!.Segments);
    }

    [Fact]
    public void A_test_that_waits_in_a_slot_takes_its_first_stream()
    {
        TestRun waiting = Start(Cell("A"), "b/0", At("01 08:00"));
        TestRun taken = Book.OpenUnnamed(7, Slot("b/0"), Utc("01 08:05"));
        Assert.Equal((waiting.Id, 7UL), (taken.Id, taken.Segments.Single().Stream!.Value));
        Assert.Null(taken.Segments.Single().From!.At);
    }

    [Fact]
    public void A_board_that_is_replaced_under_a_running_test_continues_it_and_the_end_ends_both_streams()
    {
        TestRun test = Start(Cell("A"), "b/0", At("01 08:00", 7));
        TestRun two = Book.OpenUnnamed(8, Slot("b/0"), Utc("02 08:00"));
        Assert.Equal(test.Id, two.Id);
        Assert.Equal([7UL, 8UL], two.Segments.Select(segment => segment.Stream!.Value));

        TestRun ended = Book.End(test.Id, At("03 08:00", 8), Ana);
        Assert.Equal([null, At("03 08:00", 8).At], ended.Segments.Select(segment => segment.To!.At));
        Assert.Equal(Utc("02 20:00"), Book.Correct(test.Id, 1, EdgeSide.To, At("02 20:00", 8), Ana).Segments[0].To!.UtcMs);
    }

    [Fact]
    public void Rows_after_a_tests_end_begin_where_it_ended()
    {
        TestRun first = Start(Cell("A"), "b/0", At("01 08:00", 7));
        Book.End(first.Id, At("02 08:00", 7), Ana);
        TestRun second = Book.OpenUnnamed(7, Slot("b/0"), Utc("02 08:01"));
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(At("02 08:00", 7).At, second.Segments.Single().From!.At);
        Assert.Null(second.EndUtcMs);
    }

    [Fact]
    public void A_backlog_of_before_an_assignment_opens_a_test_that_ends_where_that_begins()
    {
        TestRun later = Start(Cell("A"), "b/0", At("03 08:00", 7));
        TestRun earlier = Book.OpenUnnamed(7, Slot("b/0"), Utc("01 08:00"));
        Assert.NotEqual(later.Id, earlier.Id);
        Assert.Equal(At("03 08:00", 7), earlier.Segments.Single().To);
        Assert.Equal(Utc("03 08:00"), earlier.EndUtcMs);
        Assert.Equal(later.Id, Book.OpenUnnamed(7, Slot("b/0"), Utc("03 08:01")).Id);
        Assert.Equal(earlier.Id, Book.OpenUnnamed(7, Slot("b/0"), Utc("02 08:01")).Id);
    }

    [Fact]
    public void Unnamed_cells_of_one_slot_and_day_have_different_names_also_of_boards_that_no_name_can_have()
    {
        string[] names = [.. new ulong[] { 7, 8, 9 }.Select(stream =>
        {
            TestRun test = Book.OpenUnnamed(stream, Slot("odd#/board/0"), Utc("01 08:00") + (long)stream);
            Book.End(test.Id, new Edge(Utc("01 08:00") + (long)stream + 1), Ana);
            return Book.Find(test.Cell)!.Name.Text;
        })];
        Assert.Equal(["odd--board slot 0, 2026-07-01", "odd--board slot 0, 2026-07-01 (2)", "odd--board slot 0, 2026-07-01 (3)"],
            names);
    }

    [Fact]
    public void A_test_whose_rows_another_one_has_taken_cannot_be_ended()
    {
        TestRun unnamed = Book.OpenUnnamed(7, Slot("b/0"), Utc("05 08:00"));
        Start(Cell("A"), "b/0", At("01 08:00", 7));
        Refused("There is nothing to end", () => Book.End(unnamed.Id, At("06 08:00", 7), Ana));
    }

    [Fact]
    public void Rows_after_an_end_that_has_no_place_yet_are_another_tests_from_that_end_on_and_not_only_from_their_first_row_on()
    {
        TestRun ended = Start(Cell("A"), "b/0", At("01 08:00", 7));
        Book.End(ended.Id, At("02 08:00"), Ana);
        TestRun unnamed = Book.OpenUnnamed(7, Slot("b/0"), Utc("02 08:01"));
        Assert.Equal(At("02 08:00"), unnamed.Segments.Single().From);
        Point end = At("02 08:00", 7).At!.Value;
        Book.Resolve(ended.Id, 0, EdgeSide.To, end);
        Assert.Equal(end, Book.Resolve(unnamed.Id, 0, EdgeSide.From, end).Segments.Single().From!.At);
    }
}
