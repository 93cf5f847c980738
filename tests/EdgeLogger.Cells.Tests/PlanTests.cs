using System;
using System.Threading.Tasks;
using EdgeLogger.Cells.Model;
using EdgeLogger.Cells.Names;
using EdgeLogger.Cells.Plans;
using EdgeLogger.Cycles.Model;
using EdgeLogger.Testing;

namespace EdgeLogger.Cells.Tests;

/// <summary>What derivation reads of the book.</summary>
public sealed class PlanTests : BookFixture
{
    [Fact]
    public void A_plan_has_the_cells_metadata_with_what_the_test_says_otherwise()
    {
        Cell cell = Book.Add(new Cell
        {
            Name = CellName.Parse("A"),
            Metadata = new()
            { ActiveMassMg = 6, NominalAh = 0.001, Electrode = ElectrodeKind.CathodeHalfCell }
        }, Ana);
        TestRun plain = Start(cell, "b/0", At("01 08:00", 7));
        Assert.Equal(cell.Metadata, Book.PlanOf(plain.Id)!.Metadata);
        Book.End(plain.Id, At("02 08:00", 7), Ana);
        TestRun own = Book.Start(cell.Id, Slot("b/0"), At("02 08:00", 7),
            new TestSettings { Order = CycleOrder.DischargeFirst, NominalAh = 0.002 }, Ana);

        BookedTest plan = Assert.Single(Book.Plans(), plan => plan.Id == own.Id);
        Assert.Equal("A, test 2", plan.Label);
        Assert.Equal(cell.Metadata with { OrderOverride = CycleOrder.DischargeFirst, NominalAh = 0.002 }, plan.Metadata);
        Assert.Equal(own.Segments, plan.Segments);
        Assert.Equal(2, Book.Plans().Count);
        Assert.Null(Book.PlanOf(1));
    }

    [Fact]
    public void Changes_name_the_tests_whose_plan_may_differ_and_no_others()
    {
        Cell cell = Cell("A");
        TestRun first = Start(cell, "b/0", At("01 08:00"));
        TestRun other = Start(Cell("B"), "b/1", At("01 08:00"));
        long version = Book.Version;
        Assert.Empty(Book.ChangesSince(version).Tests);

        Note note = Book.AddNote(NoteSubject.OfTest(first.Id), Utc("01 12:00"), "n", Ana);
        BookChanges afterNote = Book.ChangesSince(version);
        Assert.Empty(afterNote.Tests);
        Assert.Empty(afterNote.Cells);
        Assert.Equal([note.Id], afterNote.Notes);
        Assert.True(afterNote.Version > version);

        Book.Set(cell.Id, was => was with { Metadata = was.Metadata with { ActiveMassMg = 5 } }, Ana);
        BookChanges afterSet = Book.ChangesSince(afterNote.Version);
        Assert.Equal([first.Id], afterSet.Tests);
        Assert.Equal([cell.Id], afterSet.Cells);
        Assert.Empty(afterSet.Notes);
        Book.End(other.Id, At("02 08:00"), Ana);
        Assert.Equal([other.Id], Book.ChangesSince(afterSet.Version).Tests);
        Assert.Equal(2, Book.ChangesSince(0).Tests.Count);
    }

    [Fact]
    public void Another_process_sees_a_change_by_the_version()
    {
        using CellBook reader = CellBook.Open(Directory, Time);
        long version = reader.Version;
        TestRun test = Start(Cell("A"), "b/0", At("01 08:00"));
        Assert.NotEqual(version, reader.Version);
        Assert.Equal([test.Id], reader.ChangesSince(version).Tests);
        Assert.Equal(reader.Version, reader.ChangesSince(version).Version);
    }

    [Fact]
    public async Task Who_waits_for_changes_learns_of_one_of_another_process_with_the_ids_of_what_changed()
    {
        using CellBook reader = CellBook.Open(Directory, TimeProvider.System);
        Task<BookChanges> waiting = reader.NextChangesAsync(reader.Version, TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        Cell cell = Cell("A");

        BookChanges changes = await waiting.InTime();
        Assert.Equal([cell.Id], changes.Cells);
        Assert.Equal(Book.Version, changes.Version);
    }

    [Fact]
    public void Many_changes_are_read_to_the_end()
    {
        Cell cell = Cell("A");
        TestRun test = Start(cell, "b/0", At("01 08:00"));
        long version = Book.Version;
        for (int i = 0; i < CellBook.MostRead + 1; i++)
        {
            Book.Set(cell.Id, was => was with { Operator = was.Operator == "x" ? "y" : "x" }, Ana);
        }

        BookChanges changes = Book.ChangesSince(version);
        Assert.Equal([test.Id], changes.Tests);
        Assert.Equal(Book.Version, changes.Version);
    }
}
